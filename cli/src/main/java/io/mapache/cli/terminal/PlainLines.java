package io.mapache.cli.terminal;

import java.io.PrintWriter;

/** Progress in a log: a line at the beginning, every ten seconds, and at the end. */
final class PlainLines implements Progress {

  private static final double EVERY_SECONDS = 10;

  private final PrintWriter log;
  private final String title;
  private final String unit;
  private final long total;
  private final Stopwatch watch;
  private long done;
  private String detail = "";
  private double written;

  PlainLines(PrintWriter log, String title, String unit, long total, Stopwatch watch) {
    this.log = log;
    this.title = title;
    this.unit = unit;
    this.total = total;
    this.watch = watch;
    write(total > 0 ? total + " " + unit : "...");
  }

  @Override
  public synchronized void at(long done, String detail) {
    this.done = done;
    this.detail = detail;
    if (watch.seconds() - written >= EVERY_SECONDS) {
      written = watch.seconds();
      String share = total > 0 ? 100 * done / total + " %, " + done + " of " + total + ", " : "";
      write(share + Stopwatch.words(written) + (detail.isEmpty() ? "" : ", " + detail));
    }
  }

  @Override
  public synchronized void close() {
    write(Amount.of(done, total, unit, watch.seconds(), detail));
  }

  private void write(String text) {
    log.println(title + ": " + text);
    log.flush();
  }
}
