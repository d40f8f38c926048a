package io.mapache.bench.serving;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can be measured, in the order in which all of it is. */
enum Part {
  SATURATION(Saturation::measure),
  ONE(OneClient::measure),
  POISSON(PoissonLoad::measure),
  OVERLOAD(Overload::measure),
  SERVERS(OtherServers::measure),
  START(Starts::measure),
  SWAPS(HeadSwaps::measure),
  BASES(BaseSwaps::measure),
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
   * In their order, each once.
   *
   * @param names separated by commas; null for all
   * @throws IllegalArgumentException if there is no such part
   */
  static Set<Part> of(String names) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String name : names == null ? new String[0] : names.split(",")) {
      parts.add(named(name.strip()));
    }
    return names == null ? EnumSet.allOf(Part.class) : parts;
  }

  private static Part named(String name) {
    return Arrays.stream(values())
        .filter(part -> part.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--only: '%s' (expected: some of %s)"
                        .formatted(name, Arrays.toString(values()))));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  interface Measuring {
    void on(Bed bed) throws Exception;
  }
}
