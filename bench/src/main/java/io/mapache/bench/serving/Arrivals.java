package io.mapache.bench.serving;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * When requests are due, whatever became of those before: an open loop.
 *
 * @param nanos after the start of a run, ascending
 */
record Arrivals(List<Long> nanos) {

  private static final double SECOND = 1e9;

  Arrivals {
    nanos = List.copyOf(nanos);
  }

  /** As many independent clients send them: the same seed gives the same arrivals. */
  static Arrivals poisson(double perSecond, Duration length, long seed) {
    Random random = new Random(seed);
    List<Long> nanos = new ArrayList<>();
    double at = gap(random, perSecond);
    while (at < length.toNanos()) {
      nanos.add((long) at);
      at += gap(random, perSecond);
    }
    return new Arrivals(nanos);
  }

  private static double gap(Random random, double perSecond) {
    return -Math.log(1 - random.nextDouble()) / perSecond * SECOND;
  }

  /** One client, who pauses between its requests. */
  static Arrivals every(Duration gap, Duration length) {
    return new Arrivals(
        LongStream.range(0, length.dividedBy(gap)).mapToObj(i -> i * gap.toNanos()).toList());
  }

  /** All due at once: as many are under way as there are connections, until all are answered. */
  static Arrivals backlog(int requests) {
    return new Arrivals(Collections.nCopies(requests, 0L));
  }

  int count() {
    return nanos.size();
  }
}
