package io.mapache.contracts.event;

import io.mapache.contracts.Topic;
import java.time.Instant;
import java.util.List;

/** Somebody has stopped the training. */
public record TrainingCancelled(String training, String by, Instant at) implements Event {

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
