package io.mapache.cli.terminal;

import java.io.PrintWriter;
import java.util.Locale;

/** Progress on a terminal: one line, drawn over and over, at most ten times a second. */
final class Bar implements Progress {

  private static final String CLEAR_LINE = "\r\u001B[2K";
  private static final double REDRAW_SECONDS = 0.1;
  private static final int WIDTH = 24;
  private static final int TITLE_WIDTH = 22;

  private final PrintWriter terminal;
  private final int columns;
  private final String title;
  private final String unit;
  private final long total;
  private final Stopwatch watch;
  private long done;
  private String detail = "";
  private double drawn = -1;

  Bar(PrintWriter terminal, int columns, String title, String unit, long total, Stopwatch watch) {
    this.terminal = terminal;
    this.columns = columns;
    this.title = title;
    this.unit = unit;
    this.total = total;
    this.watch = watch;
    at(0, "");
  }

  @Override
  public synchronized void at(long done, String detail) {
    this.done = done;
    this.detail = detail;
    if (drawn < 0 || watch.seconds() - drawn >= REDRAW_SECONDS) {
      drawn = watch.seconds();
      draw(running());
    }
  }

  @Override
  public synchronized void close() {
    draw(padded() + Amount.of(done, total, unit, watch.seconds(), detail));
    terminal.println();
    terminal.flush();
  }

  private String running() {
    if (total <= 0) {
      return padded() + Stopwatch.words(watch.seconds()) + "  " + detail;
    }
    int full = (int) Math.min(WIDTH, WIDTH * done / total);
    return String.format(
        Locale.ROOT,
        "%s%s%s %3d %%  %d of %d  %s  %s",
        padded(),
        "█".repeat(full),
        "░".repeat(WIDTH - full),
        100 * done / total,
        done,
        total,
        Stopwatch.words(watch.seconds()),
        detail);
  }

  private String padded() {
    return String.format("%-" + TITLE_WIDTH + "s ", title);
  }

  /** A line that wraps could not be drawn over. */
  private void draw(String line) {
    String fitting = line.length() < columns ? line : line.substring(0, columns - 1);
    terminal.print(CLEAR_LINE + fitting.stripTrailing());
    terminal.flush();
  }
}
