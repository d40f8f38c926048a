package io.mapache.trainer.feedback;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Predictions of the last 30 days, how versions stand, and the positions up to which both topics
 * have made it. Any thread reads; one writes at a time.
 */
public interface PredictionStore {

  /** By partition, the first offset that is not in here; empty before the first write. */
  Map<Integer, Long> positions(Topic topic);

  Optional<Kept> find(Key key);

  /** All that were made of an image. */
  List<Kept> of(Digest image);

  /** By a prediction's id: what was answered to the client first, then shadows. */
  List<Kept> of(String prediction);

  /** By model and version. */
  Map<VersionKey, Standing> standings();

  /** Writes all or nothing, on the disk when it returns; forgets what is too old or too much. */
  void write(
      List<Kept> changed,
      Map<VersionKey, Standing> standings,
      Topic topic,
      Map<Integer, Long> positions);

  /** Forgets everything. */
  void clear();
}
