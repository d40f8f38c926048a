package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import java.time.Instant;
import java.util.List;

/** An image without a label was answered by a version. */
public record PredictionMade(
    String prediction,
    String dataset,
    Digest image,
    String model,
    int version,
    Digest bundle,
    String label,
    double probability,
    Instant at)
    implements PredictionEvent {

  @Override
  public List<Object> identity() {
    return List.of(prediction);
  }
}
