package io.mapache.bench.serving;

import io.mapache.bench.Table;
import java.io.IOException;
import java.util.Locale;

/** Latency when requests come by chance, at half of what the service can answer. */
final class PoissonLoad {

  private PoissonLoad() {}

  static void measure(Bed bed) throws IOException {
    Target target = bed.service().target(Bed.MODEL);
    bed.warmBareLoop();
    double rate = bed.saturation() / 2;
    Turns turns =
        new Turns()
            .with("bare loop", round -> bed.bare(bed.halfLoad(round), 1))
            .with("pinned", round -> bed.pinnedBare(bed.halfLoad(round)))
            .with("mapache", round -> bed.served(target, bed.halfLoad(round)))
            .take(bed.scale().rounds());
    Sample bare = turns.of("bare loop").latencies();
    Sample served = turns.of("mapache").latencies();
    Table table = Latencies.table(String.format(Locale.ROOT, "Poisson, %.1f images/s, ms", rate));
    Latencies.row(table, "bare loop", bare);
    Latencies.row(table, "bare loop, pinned", turns.of("pinned").latencies());
    Latencies.row(table, "mapache", served);
    Latencies.ratio(table, "ratio", served, bare);
    Latencies.ratio(table, "to the pinned one", served, turns.of("pinned").latencies());
    System.out.println(table);
  }
}
