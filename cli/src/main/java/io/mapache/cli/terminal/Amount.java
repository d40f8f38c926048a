package io.mapache.cli.terminal;

/** How a progress that is over reads. */
final class Amount {

  private Amount() {}

  /** {@code 120 files in 3.0 s}; {@code 80 of 120 files in 2.0 s} if that is where it ended. */
  static String of(long done, long total, String unit, double seconds, String detail) {
    String missing = done < total ? " of " + total : "";
    String amount = done > 0 ? done + missing + " " + unit + " in " : "";
    return amount + Stopwatch.words(seconds) + (detail.isEmpty() ? "" : "  " + detail);
  }
}
