package io.mapache.inference.batching;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * For work that would take a core from a batch, and can wait a moment for one in which none is
 * under way. Of each eighth of a second a fifth is waited at most: where there is no lull, or much
 * to do, most of it is done at once. One thread.
 */
public final class Lull {

  private static final Duration WINDOW = Duration.ofMillis(125);

  /** Two passes of one image on two cores. */
  private static final Duration MOST = Duration.ofMillis(25);

  private final Slots slots;
  private final LongSupplier nanos;
  private long begun; // the window
  private Duration left = MOST; // to wait in it

  /**
   * @param nanos as {@link System#nanoTime}
   */
  public Lull(Slots slots, LongSupplier nanos) {
    this.slots = slots;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  public void await() {
    long start = nanos.getAsLong();
    if (start - begun >= WINDOW.toNanos()) {
      begun = start;
      left = MOST;
    }
    if (!left.isNegative() && !left.isZero()) {
      slots.awaitLull(left);
      left = left.minusNanos(nanos.getAsLong() - start);
    }
  }
}
