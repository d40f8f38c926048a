package io.mapache.cli.terminal;

import java.util.Locale;
import java.util.function.LongSupplier;

/** Seconds since it was started, by a clock that never goes back. */
public final class Stopwatch {

  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private final long start;

  Stopwatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  public static Stopwatch started() {
    return new Stopwatch(System::nanoTime);
  }

  public double seconds() {
    return (nanoTime.getAsLong() - start) / NANOS;
  }

  /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
  public static String words(double seconds) {
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }
}
