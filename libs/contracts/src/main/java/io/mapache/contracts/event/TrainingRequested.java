package io.mapache.contracts.event;

import io.mapache.contracts.training.Recipe;
import java.time.Instant;
import java.util.List;

/** Somebody, or the trigger, wants a training. {@code because} says who or why. */
public record TrainingRequested(
    String training, String dataset, String model, Recipe recipe, String because, Instant at)
    implements TrainingEvent {

  @Override
  public List<Object> identity() {
    return List.of(training);
  }
}
