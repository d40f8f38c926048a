package io.mapache.bench;

import java.util.Arrays;

/** Times of single operations, sorted, in milliseconds. */
record Sample(double[] millis) {

  Sample {
    millis = millis.clone();
    Arrays.sort(millis);
  }

  /** Nearest rank. */
  double percentile(double p) {
    int rank = (int) Math.ceil(p / 100 * millis.length);
    return millis[Math.max(0, Math.min(millis.length, rank) - 1)];
  }

  Sample and(Sample other) {
    double[] all = Arrays.copyOf(millis, millis.length + other.millis.length);
    System.arraycopy(other.millis, 0, all, millis.length, other.millis.length);
    return new Sample(all);
  }

  static Sample none() {
    return new Sample(new double[0]);
  }
}
