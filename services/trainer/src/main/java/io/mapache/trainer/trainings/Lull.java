package io.mapache.trainer.trainings;

import io.mapache.trainer.datasets.Tally;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a training that is due back while its dataset still grows, so that it knows all of what is
 * being uploaded instead of the first part. Thread-safe.
 */
final class Lull {

  private final TriggerPacing pacing;
  private final Map<String, Growth> due = new HashMap<>();

  Lull(TriggerPacing pacing) {
    this.pacing = pacing;
  }

  /**
   * @param since when the dataset was first seen due
   * @param tally as it was last seen
   * @param changed when that was first seen
   */
  private record Growth(Instant since, Tally tally, Instant changed) {

    Growth seen(Tally now, Instant at) {
      return tally.equals(now) ? this : new Growth(since, now, at);
    }
  }

  /**
   * Looks at a dataset that is due; at a steady pace, or a pause is noticed late.
   *
   * @return what is waited for; empty if the training may be requested now
   */
  synchronized Optional<String> awaited(String dataset, Tally tally, Instant now) {
    Growth growth =
        due.merge(dataset, new Growth(now, tally, now), (known, fresh) -> known.seen(tally, now));
    Instant latest = growth.since().plus(pacing.longestWait());
    boolean over = !now.isBefore(growth.changed().plus(pacing.pause())) || !now.isBefore(latest);
    return over
        ? Optional.empty()
        : Optional.of(
            "after a pause of %s in the stream of labels, at %s at the latest"
                .formatted(seconds(pacing.pause()), latest));
  }

  /** The dataset is not due, or no longer. */
  synchronized void forget(String dataset) {
    due.remove(dataset);
  }

  private static String seconds(Duration duration) {
    BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3);
    return seconds.stripTrailingZeros().toPlainString() + " s";
  }
}
