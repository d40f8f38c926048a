package io.mapache.bench.serving;

import io.mapache.bench.Table;
import java.io.IOException;
import java.time.Duration;

/** Latency for one client, who asks some twelve times a second. */
final class OneClient {

  static final Duration GAP = Duration.ofMillis(80);

  private OneClient() {}

  static void measure(Bed bed) throws IOException {
    Target target = bed.service().target(Bed.MODEL);
    bed.warmBareLoop();
    Arrivals arrivals = Arrivals.every(GAP, bed.scale().round());
    Turns turns =
        new Turns()
            .with("bare loop", round -> bed.bare(arrivals, 1))
            .with("pinned", round -> bed.pinnedBare(arrivals))
            .with("mapache", round -> bed.served(target, arrivals, 1))
            .take(bed.scale().rounds());
    Sample bare = turns.of("bare loop").latencies();
    Sample served = turns.of("mapache").latencies();
    Table table = Latencies.table("one client, ms");
    Latencies.row(table, "bare loop", bare);
    Latencies.row(table, "bare loop, pinned", turns.of("pinned").latencies());
    Latencies.row(table, "mapache", served);
    Latencies.compare(table, "difference", served, bare, (a, b) -> a - b);
    Latencies.compare(
        table, "to the pinned one", served, turns.of("pinned").latencies(), (a, b) -> a - b);
    System.out.println(table);
  }
}
