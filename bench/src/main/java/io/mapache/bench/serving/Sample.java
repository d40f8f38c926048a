package io.mapache.bench.serving;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Numbers that were measured, in ascending order. */
record Sample(double[] values) {

  Sample {
    values = values.clone();
    Arrays.sort(values);
  }

  static Sample of(DoubleStream values) {
    return new Sample(values.toArray());
  }

  /** Nearest rank; not a number if nothing was measured. */
  double percentile(double p) {
    int rank = (int) Math.ceil(p / 100 * values.length);
    return values.length == 0 ? Double.NaN : values[Math.max(0, Math.min(values.length, rank) - 1)];
  }

  double median() {
    return percentile(50);
  }

  double highest() {
    return percentile(100);
  }
}
