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

  private boolean isOn(Optional<Instant> trial) {
    return trial.isPresent() && trial.equals(since);
  }

  /**
   * @param trial that the requests were a part of
   */
  Standing served(long answered, long failed, Optional<Instant> trial) {
    return new Standing(
        total.served(answered, failed),
        since,
        isOn(trial) ? onTrial.served(answered, failed) : onTrial);
  }

  /**
   * @param trial that the answer was a part of
   */
  Standing judged(boolean correct, Optional<Instant> trial) {
    return new Standing(
        total.judged(correct), since, isOn(trial) ? onTrial.judged(correct) : onTrial);
  }

  /**
   * @param trial whose numbers the answer is in
   */
  Standing corrected(boolean before, boolean after, Optional<Instant> trial) {
    return new Standing(
        total.corrected(before, after),
        since,
        isOn(trial) ? onTrial.corrected(before, after) : onTrial);
  }
}
