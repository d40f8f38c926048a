package io.mapache.bench.serving;

import io.mapache.bench.Table;
import io.mapache.contracts.Digest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Two bases in turn, one swap after the other, against the same load without. */
final class BaseSwaps {

  /** Time for the last requests of the replaced base, and for its memory to go. */
  private static final Duration REST = Duration.ofMillis(200);

  /** Part of the swaps after which memory is to grow no more. */
  private static final int SETTLED = 20;

  /** Runs without swaps, of all runs with. */
  private static final int QUIET = 3;

  private BaseSwaps() {}

  static void measure(Bed bed) throws IOException {
    List<Digest> bundles = List.of(bed.publishOnOtherBase(1), bed.publish(Bed.MODEL, 0));
    Service service = bed.freshService();
    int total = bed.scale().baseSwaps();
    int settled = Math.max(1, total / SETTLED);
    Swaps swaps = new Swaps(bed, service, bundles, REST, Set.of(settled, total));
    Answers without = Answers.none();
    Answers with = Answers.none();
    for (int round = 0; swaps.count() < total; round++) {
      Arrivals arrivals = bed.halfLoad(round);
      if (round < QUIET) {
        without = without.and(bed.served(service.target(Bed.MODEL), arrivals));
      }
      with = with.and(swaps.during(arrivals, total));
    }
    Table table = SwapTable.of(total + " swaps of base and head", swaps, with, without);
    double early = swaps.residentMegabytes(settled);
    double late = swaps.residentMegabytes(total);
    table.row(
        "resident MB after %d and after %d swaps".formatted(settled, total),
        early,
        late,
        late / early);
    System.out.println(table);
  }
}
