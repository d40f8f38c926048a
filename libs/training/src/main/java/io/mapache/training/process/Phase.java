package io.mapache.training.process;

import io.mapache.contracts.training.JobProgress;
import io.mapache.training.epochs.EpochScore;
import io.mapache.xception.finetuning.ResidentMemory;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * One phase of a job as its readers see it: counts images, tells their rate and the time left, at
 * most two lines a second between first and last; and ends the phase once the job is cancelled. Not
 * thread-safe.
 *
 * <p>The time left is that of this phase: what comes after is not known before it runs.
 */
public final class Phase {

  private static final long MIN_NANOS_BETWEEN_LINES = 500_000_000L;

  private final String name;
  private final ProgressLines lines;
  private final Cancellation cancellation;
  private final LongSupplier nanoTime;
  private final long start;
  private final Integer epochs;
  private final long total;
  private long done;
  private long counted;
  private long lastLine;

  private Phase(
      String name,
      Integer epochs,
      long total,
      ProgressLines lines,
      Cancellation cancellation,
      LongSupplier nanoTime) {
    this.name = name;
    this.epochs = epochs;
    this.total = total;
    this.lines = lines;
    this.cancellation = cancellation;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.lastLine = start - MIN_NANOS_BETWEEN_LINES;
  }

  /** Makes the phases of one job. */
  public record Course(ProgressLines lines, Cancellation cancellation, LongSupplier nanoTime) {

    public Course(ProgressLines lines, Cancellation cancellation) {
      this(lines, cancellation, System::nanoTime);
    }

    /** A phase that goes once over {@code total} images; says at once that it has begun. */
    public Phase images(String name, long total) {
      return new Phase(name, null, total, lines, cancellation, nanoTime).begun();
    }

    /** A phase of epochs, each over {@code total} images. */
    public Phase epochs(String name, int epochs, long total) {
      return new Phase(name, epochs, total, lines, cancellation, nanoTime).begun();
    }
  }

  private Phase begun() {
    cancellation.check();
    line(null, null, null);
    return this;
  }

  /** Images that an earlier run did already; they do not count for the rate. */
  public void skip(long images) {
    done += images;
  }

  /** {@code images} more are done. */
  public void advance(long images) {
    count(images);
    if (done == total || due()) {
      line(null, null, null);
    }
  }

  /** {@code images} more are done in this epoch, whose mean loss so far is {@code loss}. */
  public void advance(long images, int epoch, double loss) {
    count(images);
    if (due()) {
      line(epoch, loss, null);
    }
  }

  /** An epoch is over. */
  public void epoch(EpochScore score) {
    cancellation.check();
    done = total;
    line(score.epoch(), score.loss(), score);
    done = 0;
  }

  private void count(long images) {
    cancellation.check();
    done += images;
    counted += images;
  }

  private boolean due() {
    return nanoTime.getAsLong() - lastLine >= MIN_NANOS_BETWEEN_LINES;
  }

  private void line(Integer epoch, Double loss, EpochScore score) {
    lastLine = nanoTime.getAsLong();
    double seconds = (lastLine - start) / 1e9;
    Double rate = counted == 0 || seconds <= 0 ? null : counted / seconds;
    OptionalLong memory = ResidentMemory.now();
    lines.write(
        new JobProgress(
            name,
            epoch,
            epochs,
            total == 0 ? null : done,
            total == 0 ? null : total,
            finite(loss),
            score == null ? null : finite(score.accuracy()),
            score == null ? null : finite(score.valLoss()),
            score == null ? null : finite(score.valAccuracy()),
            rate,
            rate == null ? null : left(epoch) / rate,
            memory.isPresent() ? memory.getAsLong() : null));
  }

  private double left(Integer epoch) {
    long epochsBehind = epoch == null ? 0 : epochs - epoch;
    return total - done + (double) epochsBehind * total;
  }

  /** JSON knows no NaN. */
  private static Double finite(Double value) {
    return value == null || !Double.isFinite(value) ? null : value;
  }
}
