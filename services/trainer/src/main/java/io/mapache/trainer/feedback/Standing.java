package io.mapache.trainer.feedback;

import io.mapache.trainer.registry.Live;
import java.time.Instant;
import java.util.Optional;

/**
 * How one version stands.
 *
 * @param total of all time
 * @param since when its latest trial began; empty if it never was on one
 * @param onTrial of answers since then
 */
public record Standing(Live total, Optional<Instant> since, Live onTrial) {

  static final Standing NONE = new Standing(Live.NONE, Optional.empty(), Live.NONE);

  /** A trial that began at another time is another one. */
  Standing onTrialSince(Optional<Instant> begin) {
    return begin.isEmpty() || begin.equals(since) ? this : new Standing(total, begin, Live.NONE);
  }

  private boolean onTrial(Optional<Instant> trial, Instant at) {
    return trial.isPresent() && trial.equals(since) && !at.isBefore(trial.get());
  }

  Standing served(long answered, long failed, Optional<Instant> trial, Instant at) {
    return new Standing(
        total.served(answered, failed),
        since,
        onTrial(trial, at) ? onTrial.served(answered, failed) : onTrial);
  }

  Standing judged(boolean correct, Optional<Instant> trial, Instant at) {
    return new Standing(
        total.judged(correct), since, onTrial(trial, at) ? onTrial.judged(correct) : onTrial);
  }

  Standing corrected(boolean before, boolean after, Optional<Instant> trial, Instant at) {
    return new Standing(
        total.corrected(before, after),
        since,
        onTrial(trial, at) ? onTrial.corrected(before, after) : onTrial);
  }
}
