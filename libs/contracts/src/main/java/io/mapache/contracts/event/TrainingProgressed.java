package io.mapache.contracts.event;

import io.mapache.contracts.training.JobProgress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** How far a running training is. */
public record TrainingProgressed(String training, JobProgress progress, Instant at)
    implements TrainingEvent {

  @Override
  public List<Object> identity() {
    return Arrays.asList(training, progress.phase(), progress.epoch(), progress.done(), at);
  }
}
