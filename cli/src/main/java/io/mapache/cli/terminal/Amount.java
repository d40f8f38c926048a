package io.mapache.cli.terminal;

/** How an ended progress reads. */
final class Amount {

  private Amount() {}

  static String finished(long done, String unit, double seconds, String detail) {
    String amount = done > 0 ? done + " " + unit + " in " : "";
    return amount + Stopwatch.words(seconds) + (detail.isEmpty() ? "" : "  " + detail);
  }
}
