package io.mapache.contracts.event;

import io.mapache.contracts.Topic;
import io.mapache.contracts.training.JobProgress;
import java.time.Instant;
import java.util.List;

/** How far a running training is. */
public record TrainingProgressed(String training, JobProgress progress, Instant at)
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
    return java.util.Arrays.asList(
        training, progress.phase(), progress.epoch(), progress.done(), at);
  }
}
