package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import java.time.Instant;
import java.util.List;

/**
 * A label is known for an image that was predicted, and the version has not learnt it.
 *
 * @param dataset whose label it is
 * @param predicted what was answered, by its name of today
 * @param judgement 1 for the first, one more each time that the label is corrected
 */
public record PredictionJudged(
    String prediction,
    String dataset,
    Digest image,
    String model,
    int version,
    ServingRole role,
    String predicted,
    String label,
    int judgement,
    boolean correct,
    Instant at)
    implements PredictionEvent {

  @Override
  public List<Object> identity() {
    return List.of(prediction, version, label, judgement);
  }
}
