package io.mapache.training.head;

import io.mapache.training.epochs.Dice;

/**
 * Inverted dropout: a number becomes 0 with probability {@code rate}, else grows by {@code 1 / (1 -
 * rate)}, so the expected value stays.
 */
final class Dropout {

  private final float scale;
  private final int threshold;
  private final boolean off;

  Dropout(double rate) {
    this.off = rate == 0;
    this.scale = (float) (1 / (1 - rate));
    // Unsigned comparison by signed ints: both sides are shifted by 2^31.
    this.threshold = (int) (long) (rate * 4294967296.0) + Integer.MIN_VALUE;
  }

  /** Applies it to the first n numbers, two of them per draw. */
  void apply(float[] x, int n, Dice dice) {
    if (off) {
      return;
    }
    for (int i = 0; i < n; i += 2) {
      long draw = dice.nextLong();
      x[i] = (int) draw + Integer.MIN_VALUE < threshold ? 0 : x[i] * scale;
      if (i + 1 < n) {
        x[i + 1] = (int) (draw >>> 32) + Integer.MIN_VALUE < threshold ? 0 : x[i + 1] * scale;
      }
    }
  }
}
