package io.mapache.contracts.event;

import io.mapache.contracts.training.JobResult;
import java.time.Instant;
import java.util.List;

/** The job has ended well; its candidates lie in the blob store. */
public record TrainingCompleted(String training, JobResult result, Instant at)
    implements TrainingEvent {

  @Override
  public List<Object> identity() {
    return List.of(training);
  }
}
