package io.mapache.bench.serving;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds of what takes turns
 * @param round length of a run under a schedule
 * @param backlog requests of a run at saturation
 * @param warmUp requests to a service before anything is measured: until some 8,000 its JVM
 *     compiles, which takes 5 to 12 % of a core
 * @param heads that are drawn
 * @param headSwaps under load; a thousand are over after some 2,600 requests, whose p99 is that of
 *     26
 * @param swapWarmUp head swaps before: for the first few thousand its JVM compiles what only swaps
 *     do
 * @param baseSwaps under load
 * @param models on one base
 * @param starts of the service
 */
record Scale(
    int rounds,
    Duration round,
    int backlog,
    int warmUp,
    int heads,
    int headSwaps,
    int swapWarmUp,
    int baseSwaps,
    int models,
    int starts) {

  static final Scale FULL =
      new Scale(9, Duration.ofSeconds(7), 300, 10_000, 200, 3_000, 5_000, 100, 1_000, 5);

  /** Shows that everything works; its figures say nothing. */
  static final Scale QUICK = new Scale(1, Duration.ofSeconds(2), 40, 40, 20, 20, 20, 4, 50, 2);
}
