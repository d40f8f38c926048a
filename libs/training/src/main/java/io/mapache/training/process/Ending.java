package io.mapache.training.process;

import io.mapache.contracts.training.JobExit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * How the process ends: by itself, by SIGTERM, or because its parent is gone. A cancelled job gets
 * a moment to reach the end of its batch; a native call that takes longer is cut off, which loses
 * nothing, since every file of a job is written whole or not at all.
 *
 * <p>Nobody cleans up behind it: shutdown hooks and the destructors of native libraries would take
 * from running threads what they are using.
 */
public final class Ending {

  /** Within the 3 s of the job contract, with room for a slow machine. */
  private static final long GRACE_MILLIS = 1_500;

  private final Consumer<String> cancel;
  private final CompletableFuture<JobExit> ended = new CompletableFuture<>();

  /**
   * @param cancel asks the running job to end, and says why
   */
  public Ending(Consumer<String> cancel) {
    this.cancel = cancel;
  }

  /** From now on SIGTERM and SIGINT cancel the job. */
  public void onSignals() {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> cancelAndHalt("asked to stop by a signal"), "signal"));
  }

  /** From now on the end of {@code in} means that the parent is gone, and cancels the job. */
  public void onEndOf(InputStream in) {
    Thread watch =
        new Thread(
            () -> {
              try {
                in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // A broken pipe is an end, too.
              }
              orphaned();
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** The parent is gone: cancels the job and ends the process. Does not return. */
  public void orphaned() {
    cancelAndHalt("the parent process is gone");
  }

  private void cancelAndHalt(String why) {
    cancel.accept(why);
    halt(await());
  }

  private JobExit await() {
    try {
      return ended.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      System.err.println("cancelled in the middle of a step; its work is lost, the rest is kept");
      return JobExit.CANCELLED;
    } catch (InterruptedException | ExecutionException e) {
      return JobExit.CANCELLED;
    }
  }

  /** The job is over: ends the process. Does not return. */
  public void end(JobExit exit) {
    ended.complete(exit);
    halt(exit);
  }

  private static void halt(JobExit exit) {
    System.out.flush();
    System.err.flush();
    AtOnce.end(exit);
  }
}
