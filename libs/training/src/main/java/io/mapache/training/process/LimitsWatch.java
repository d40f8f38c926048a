package io.mapache.training.process;

import io.mapache.contracts.training.JobSpec.Limits;
import io.mapache.xception.finetuning.ResidentMemory;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Ends a job that takes more time or memory than it may. The time of all its runs counts, but not
 * that between them; so it is noted in the work folder every few seconds.
 */
public final class LimitsWatch implements Closeable {

  private static final System.Logger LOG = System.getLogger(LimitsWatch.class.getName());
  private static final String FILE = "used.json";
  private static final int NOTE_EVERY = 5;

  private final Limits limits;
  private final WorkFolder work;
  private final Cancellation cancellation;
  private final LongSupplier nanoTime;
  private final LongSupplier memory;
  private final long start;
  private final double secondsBefore;
  private int looks;

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "limits");
            thread.setDaemon(true);
            return thread;
          });

  /** Seconds of all runs so far. */
  private record Used(double seconds) {}

  LimitsWatch(
      Limits limits,
      WorkFolder work,
      Cancellation cancellation,
      LongSupplier nanoTime,
      LongSupplier memory)
      throws IOException {
    this.limits = limits;
    this.work = work;
    this.cancellation = cancellation;
    this.nanoTime = nanoTime;
    this.memory = memory;
    this.start = nanoTime.getAsLong();
    this.secondsBefore = work.readJson(FILE, Used.class).map(Used::seconds).orElse(0.0);
  }

  /**
   * Watches from now on, once a second.
   *
   * @param limits null for none
   */
  public static LimitsWatch start(Limits limits, WorkFolder work, Cancellation cancellation)
      throws IOException {
    LimitsWatch watch =
        new LimitsWatch(
            limits == null ? new Limits(0, 0) : limits,
            work,
            cancellation,
            System::nanoTime,
            () -> ResidentMemory.own().orElse(0));
    var unused = watch.executor.scheduleAtFixedRate(watch::look, 0, 1, TimeUnit.SECONDS);
    return watch;
  }

  /** Ends the job if it is over a limit. */
  void look() {
    double seconds = seconds();
    if (limits.minutes() > 0 && seconds > limits.minutes() * 60.0) {
      cancellation.request(
          JobEnd.resources(
              "the training has taken %d minutes in all its runs (limit: %d). Raise the limit, or take fewer epochs, a smaller imageSize or a later block."
                  .formatted((long) (seconds / 60), limits.minutes())));
    }
    long megabytes = memory.getAsLong() >> 20;
    if (limits.memoryMegabytes() > 0 && megabytes > limits.memoryMegabytes()) {
      cancellation.request(
          JobEnd.resources(
              "the training takes %d MB of memory (limit: %d). Raise the limit, or lower batchSize or imageSize, or fine-tune from a later block."
                  .formatted(megabytes, limits.memoryMegabytes())));
    }
    if (looks++ % NOTE_EVERY == 0) {
      note(seconds);
    }
  }

  private double seconds() {
    return secondsBefore + (nanoTime.getAsLong() - start) / 1e9;
  }

  private void note(double seconds) {
    try {
      work.writeJson(FILE, new Used(seconds));
    } catch (IOException e) {
      // The job meets the same disk, and says so.
      LOG.log(System.Logger.Level.DEBUG, "time used is not noted: {0}", e.getMessage());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (executor.awaitTermination(1, TimeUnit.SECONDS)) {
        note(seconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
