package io.mapache.bench.serving;

import io.mapache.contracts.Digest;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Puts one bundle after the other in place while a load runs. */
final class Swaps {

  /** Under load, before any is measured. */
  private static final int WARM_ROUNDS = 2;

  private final Bed bed;
  private final Service service;
  private final List<Digest> bundles;
  private final Duration rest;
  private final Publications published = new Publications();
  private final Set<Integer> looks;
  private final Map<Integer, Double> residentMegabytes = new HashMap<>();

  /**
   * @param bundles taken in turn
   * @param rest from the end of a swap to the next
   * @param looks numbers of swaps after which memory is looked at, which takes a while
   */
  Swaps(Bed bed, Service service, List<Digest> bundles, Duration rest, Set<Integer> looks) {
    this.bed = bed;
    this.service = service;
    this.bundles = List.copyOf(bundles);
    this.rest = rest;
    this.looks = Set.copyOf(looks);
  }

  /**
   * One after the other and without load, and then as they are measured: what a service compiles of
   * its loader took a third of a core during the first thousand, and an eighth of one in a round
   * under load after them.
   */
  static void warm(Bed bed, Service service, List<Digest> bundles, Duration rest)
      throws IOException {
    Swaps swaps = new Swaps(bed, service, bundles, rest, Set.of());
    try (Connection connection = service.connection()) {
      while (swaps.count() < bed.scale().swapWarmUp()) {
        swaps.swap(connection);
      }
    }
    for (int round = 0; round < WARM_ROUNDS; round++) {
      swaps.during(bed.halfLoad(round), Integer.MAX_VALUE);
    }
  }

  int count() {
    return published.count();
  }

  /** Swaps until the load has ended, or there were so many; the load's answers. */
  Answers during(Arrivals arrivals, int most) throws IOException {
    CompletableFuture<Answers> load =
        bed.generator()
            .begin(new LoadGenerator.Order(service.target(Bed.MODEL), arrivals, Bed.CONNECTIONS));
    try (Connection connection = service.connection()) {
      while (!load.isDone() && count() < most) {
        swap(connection);
        Time.SYSTEM.sleepUntil(System.nanoTime() + rest.toNanos());
        if (looks.contains(count())) {
          service.awaitBases(connection, 1);
          residentMegabytes.put(count(), service.residentMegabytes());
        }
      }
    }
    return load.join();
  }

  private void swap(Connection connection) throws IOException {
    Digest bundle = bundles.get(count() % bundles.size());
    int version = bed.deployments().deploy(Bed.MODEL, bundle);
    published.add(version, service.awaitServing(connection, Bed.MODEL, version));
  }

  Publications published() {
    return published;
  }

  /**
   * Resident memory after so many.
   *
   * @param swaps one of the looks
   */
  double residentMegabytes(int swaps) {
    return residentMegabytes.get(swaps);
  }
}
