package io.mapache.trainer.trainings;

import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobResult;
import java.time.Instant;

/** How a training ended. */
public sealed interface Ending {

  Instant at();

  TrainingState state();

  record Completed(JobResult result, Instant at) implements Ending {
    @Override
    public TrainingState state() {
      return TrainingState.COMPLETED;
    }
  }

  record Failed(JobExit exit, String cause, Instant at) implements Ending {
    @Override
    public TrainingState state() {
      return TrainingState.FAILED;
    }
  }

  record Cancelled(String by, Instant at) implements Ending {
    @Override
    public TrainingState state() {
      return TrainingState.CANCELLED;
    }
  }
}
