package io.mapache.bench.serving;

import io.mapache.contracts.Digest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Puts one bundle after the other in place while a load runs, and remembers from when on the
 * service said that it serves each.
 */
final class Swaps {

  private final Bed bed;
  private final Service service;
  private final List<Digest> bundles;
  private final Duration gap;
  private final NavigableMap<Long, Integer> published = new TreeMap<>(); // version by time
  private final List<Double> residentMegabytes = new ArrayList<>();

  /**
   * @param bundles taken in turn
   * @param gap from one swap to the next at least
   */
  Swaps(Bed bed, Service service, List<Digest> bundles, Duration gap) {
    this.bed = bed;
    this.service = service;
    this.bundles = List.copyOf(bundles);
    this.gap = gap;
  }

  int count() {
    return published.size();
  }

  /** Swaps until the load has ended, or there were so many; the load's answers. */
  Answers during(Arrivals arrivals, int most) throws IOException {
    CompletableFuture<Answers> load =
        bed.generator()
            .begin(new LoadGenerator.Order(service.target(Bed.MODEL), arrivals, Bed.CONNECTIONS));
    try (Connection connection = service.connection()) {
      while (!load.isDone() && count() < most) {
        long start = System.nanoTime();
        swap(connection);
        Time.SYSTEM.sleepUntil(start + gap.toNanos());
      }
    }
    return load.join();
  }

  private void swap(Connection connection) throws IOException {
    Digest bundle = bundles.get(count() % bundles.size());
    int version = bed.deployments().deploy(Bed.MODEL, bundle);
    published.put(service.awaitServing(connection, Bed.MODEL, version), version);
    residentMegabytes.add(service.residentMegabytes());
  }

  /** Answers to requests that were sent after a version served, by an older one. */
  long older(Answers answers) {
    return answers.all().stream()
        .filter(answer -> answer.status() == Answer.OK)
        .filter(answer -> answer.version() < servedAt(answer.sent()))
        .count();
  }

  private int servedAt(long nanos) {
    var latest = published.floorEntry(nanos);
    return latest == null ? 0 : latest.getValue();
  }

  /**
   * Resident memory after so many.
   *
   * @param swaps from 1 to {@link #count}
   */
  double residentMegabytes(int swaps) {
    return residentMegabytes.get(swaps - 1);
  }
}
