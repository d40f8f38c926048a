package io.mapache.bench.serving;

import io.mapache.bench.Table;
import java.util.function.DoubleBinaryOperator;

/** Rows of latencies at the percentiles that count. */
final class Latencies {

  private Latencies() {}

  static Table table(String name) {
    return new Table(name, "p50", "p90", "p99");
  }

  static void row(Table table, String name, Sample sample) {
    table.row(name, sample.median(), sample.percentile(90), sample.percentile(99));
  }

  static void compare(
      Table table, String name, Sample one, Sample other, DoubleBinaryOperator comparison) {
    table.row(
        name,
        comparison.applyAsDouble(one.median(), other.median()),
        comparison.applyAsDouble(one.percentile(90), other.percentile(90)),
        comparison.applyAsDouble(one.percentile(99), other.percentile(99)));
  }

  static void ratio(Table table, String name, Sample one, Sample other) {
    compare(table, name, one, other, (a, b) -> a / b);
  }
}
