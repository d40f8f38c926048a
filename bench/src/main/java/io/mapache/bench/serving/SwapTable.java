package io.mapache.bench.serving;

import io.mapache.bench.Table;

/** What swaps did to requests. */
final class SwapTable {

  private SwapTable() {}

  static Table of(String name, Swaps swaps, Answers with, Answers without) {
    Table table = new Table(name, "without", "with swaps", "ratio");
    row(table, "p50 ms", without, with, 50);
    row(table, "p99 ms", without, with, 99);
    table.row("requests", without.all().size(), with.all().size(), "");
    table.row("not answered", notAnswered(without), notAnswered(with), "");
    table.row("answered by an older version", "", swaps.published().older(with), "");
    return table;
  }

  private static void row(Table table, String name, Answers without, Answers with, int p) {
    double quiet = without.latencies().percentile(p);
    double busy = with.latencies().percentile(p);
    table.row(name, quiet, busy, busy / quiet);
  }

  private static long notAnswered(Answers answers) {
    return answers.all().size() - answers.count(Answer.OK);
  }
}
