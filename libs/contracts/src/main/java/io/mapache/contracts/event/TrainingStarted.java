package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The snapshot is cut and the job may run; a resumed training keeps its manifest and so repeats
 * this event.
 */
public record TrainingStarted(
    String training,
    String dataset,
    String model,
    Digest manifest,
    List<String> classes,
    Map<Split, Integer> images,
    Instant at)
    implements TrainingEvent {

  @Override
  public List<Object> identity() {
    return List.of(training, manifest);
  }
}
