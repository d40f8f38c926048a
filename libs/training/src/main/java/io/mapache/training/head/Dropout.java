package io.mapache.training.head;

import io.mapache.training.epochs.Dice;

/**
 * Inverted dropout: a number becomes 0 with probability {@code rate}, else grows by {@code 1 / (1 -
 * rate)}, so the expected value stays.
 */
final class Dropout {

  private final float scale;
  private final long threshold;
  private final boolean off;

  Dropout(double rate) {
    this.off = rate == 0;
    this.scale = (float) (1 / (1 - rate));
    this.threshold = (long) (rate * 4294967296.0);
  }

  /** Applies it to the first n numbers, two of them per draw. */
  void apply(float[] x, int n, Dice dice) {
    if (off) {
      return;
    }
    for (int i = 0; i < n; i += 2) {
      long draw = dice.nextLong();
      x[i] *= factor(draw & 0xffffffffL);
      if (i + 1 < n) {
        x[i + 1] *= factor(draw >>> 32);
      }
    }
  }

  /** By the sign of a difference and not by a branch, which the CPU would guess wrong too often. */
  private float factor(long draw) {
    return (1 + ((draw - threshold) >> 63)) * scale;
  }
}
