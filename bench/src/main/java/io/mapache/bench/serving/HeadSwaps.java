package io.mapache.bench.serving;

import io.mapache.contracts.Digest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** New heads on the base that serves, some twenty a second, against the same load without. */
final class HeadSwaps {

  private static final Duration REST = Duration.ofMillis(30);

  private HeadSwaps() {}

  static void measure(Bed bed) throws IOException {
    List<Digest> bundles = new ArrayList<>();
    for (int seed = 1; seed <= bed.scale().heads(); seed++) {
      bundles.add(bed.publish(Bed.MODEL, seed));
    }
    Service service = bed.freshService();
    Swaps.warm(bed, service, bundles, REST);
    Swaps swaps = new Swaps(bed, service, bundles, REST, Set.of());
    Answers without = Answers.none();
    Answers with = Answers.none();
    for (int round = 0; swaps.count() < bed.scale().headSwaps(); round++) {
      Arrivals arrivals = bed.halfLoad(round);
      without = without.and(bed.served(service.target(Bed.MODEL), arrivals));
      with = with.and(swaps.during(arrivals, bed.scale().headSwaps()));
    }
    System.out.println(
        SwapTable.of("%,d head swaps".formatted(swaps.count()), swaps, with, without));
  }
}
