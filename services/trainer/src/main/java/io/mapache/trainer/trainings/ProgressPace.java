package io.mapache.trainer.trainings;

import io.mapache.contracts.training.JobProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Which lines of progress become events: changes of phase or epoch and an epoch's validation at
 * once, the others every two seconds at most. Not thread-safe.
 */
final class ProgressPace {

  private static final Duration BETWEEN = Duration.ofSeconds(2);

  private JobProgress last;
  private Instant lastAt;

  boolean due(JobProgress progress, Instant now) {
    boolean due =
        last == null
            || !Objects.equals(progress.phase(), last.phase())
            || !Objects.equals(progress.epoch(), last.epoch())
            || (progress.valLoss() != null && last.valLoss() == null)
            || !now.isBefore(lastAt.plus(BETWEEN));
    if (due) {
      last = progress;
      lastAt = now;
    }
    return due;
  }
}
