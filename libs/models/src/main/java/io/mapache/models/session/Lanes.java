package io.mapache.models.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Threads that share the parts of one piece of work: each takes the next part when it is free, so a
 * lane that is held up keeps nobody waiting for more than its part. One lane is the caller's own
 * thread. Any number of callers.
 */
public final class Lanes implements AutoCloseable {

  private final int count;
  private final ExecutorService threads;

  public Lanes(int count) {
    this.count = count;
    this.threads = Executors.newFixedThreadPool(count, Lanes::named);
  }

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "base-lane");
    thread.setDaemon(true);
    return thread;
  }

  int count() {
    return count;
  }

  /**
   * Does the parts 0 to {@code parts - 1}, each on one lane. Returns when no lane is at work any
   * more, also after a failure or an interruption: what the parts read and write is then the
   * caller's again.
   *
   * @throws RuntimeException of the first part that failed
   */
  public void each(int parts, IntConsumer part) {
    AtomicInteger next = new AtomicInteger();
    Runnable lane =
        () -> {
          for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
            part.accept(i);
          }
        };
    if (count == 1) {
      lane.run();
      return;
    }
    try {
      CompletableFuture.allOf(
              Stream.generate(() -> CompletableFuture.runAsync(lane, threads))
                  .limit(Math.min(count, parts))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
