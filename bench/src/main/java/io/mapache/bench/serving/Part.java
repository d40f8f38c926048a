package io.mapache.bench.serving;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be measured, in the order in which all of it is. */
enum Part {
  SATURATION(Saturation::measure),
  ONE(OneClient::measure),
  POISSON(PoissonLoad::measure),
  OVERLOAD(Overload::measure),
  SWAPS(HeadSwaps::measure),
  BASES(BaseSwaps::measure),
  SERVERS(OtherServers::measure),
  START(Starts::measure),
  MODELS(ManyModels::measure);

  private final Measuring measuring;

  Part(Measuring measuring) {
    this.measuring = measuring;
  }

  /** Prints what it measured. */
  void measure(Bed bed) throws Exception {
    measuring.on(bed);
  }

  /**
   * @param names separated by commas; null for all
   */
  static List<Part> of(String names) {
    return names == null
        ? List.of(values())
        : Arrays.stream(names.split(","))
            .map(name -> valueOf(name.strip().toUpperCase(Locale.ROOT)))
            .toList();
  }

  interface Measuring {
    void on(Bed bed) throws Exception;
  }
}
