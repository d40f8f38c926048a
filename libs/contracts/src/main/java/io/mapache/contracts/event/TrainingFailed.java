package io.mapache.contracts.event;

import io.mapache.contracts.training.JobExit;
import java.time.Instant;
import java.util.List;

/** The training has ended without a model. {@code cause} is the sentence for the operator. */
public record TrainingFailed(String training, JobExit exit, String cause, Instant at)
    implements TrainingEvent {

  @Override
  public List<Object> identity() {
    return List.of(training);
  }
}
