package io.mapache.contracts.event;

import java.time.Instant;
import java.util.List;

/** A label has come for an image that was predicted before. */
public record PredictionJudged(
    String prediction,
    String model,
    int version,
    String predicted,
    String label,
    boolean correct,
    Instant at)
    implements PredictionEvent {

  @Override
  public List<Object> identity() {
    return List.of(prediction, label);
  }
}
