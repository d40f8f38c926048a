package io.mapache.contracts.event;

import java.time.Instant;
import java.util.List;

/** Somebody has stopped the training. */
public record TrainingCancelled(String training, String by, Instant at) implements TrainingEvent {

  @Override
  public List<Object> identity() {
    return List.of(training);
  }
}
