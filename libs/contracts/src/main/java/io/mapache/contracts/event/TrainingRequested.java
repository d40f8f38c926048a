package io.mapache.contracts.event;

import io.mapache.contracts.Topic;
import io.mapache.contracts.training.Recipe;
import java.time.Instant;
import java.util.List;

/** Somebody, or the trigger, wants a training. {@code because} says who or why. */
public record TrainingRequested(
    String training, String dataset, String model, Recipe recipe, String because, Instant at)
    implements Event {

  @Override
  public Topic topic() {
    return Topic.TRAININGS;
  }

  @Override
  public String key() {
    return training;
  }

  @Override
  public List<Object> identity() {
    return java.util.Arrays.asList(training);
  }
}
