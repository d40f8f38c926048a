package io.mapache.inference.wiring;

import io.mapache.inference.batching.Slots;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The threads of the service, by name: {@code decode-N} for images and the forward pass that finds
 * a free slot, {@code compute-N} for those that do not, {@code model-loader} for what is decided of
 * models, {@code model-checker} for their golden inputs, {@code base-loader}, {@code shadow}, and
 * {@code model-closer}.
 */
final class Pools {

  private static final Logger LOG = Logger.getLogger(Pools.class);

  private static final long END_SECONDS = 5;

  /** Answers that may wait for the shadow; those beyond are not followed. */
  private static final int SHADOWED = 16;

  final ExecutorService decode;
  final ExecutorService compute;
  final Slots slots;
  final ScheduledExecutorService loader;
  final ExecutorService checks;
  final ExecutorService bases;
  final ExecutorService shadow;
  final ExecutorService closer;

  /**
   * @param decoders threads that decode
   * @param decodeQueue images that may wait for one; more are rejected
   * @param passes forward passes at the same time
   */
  Pools(int decoders, int decodeQueue, int passes) {
    decode = bounded(decoders, decodeQueue, numbered("decode"));
    compute = Executors.newFixedThreadPool(passes, numbered("compute"));
    slots = new Slots(passes, compute);
    loader = Executors.newSingleThreadScheduledExecutor(named("model-loader"));
    checks = Executors.newSingleThreadExecutor(named("model-checker"));
    bases = Executors.newSingleThreadExecutor(named("base-loader"));
    shadow = bounded(1, SHADOWED, named("shadow"));
    closer = Executors.newSingleThreadExecutor(named("model-closer"));
  }

  private static ExecutorService bounded(int threads, int waiting, ThreadFactory factory) {
    return new ThreadPoolExecutor(
        threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), factory);
  }

  /** Ends a pool: what runs may finish, what waits is dropped after a while. */
  static void end(ExecutorService pool) {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** A task that is done again and again, though one of its turns fails: that would end it. */
  static Runnable again(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.errorf(e, "%s: a fault of ours, tried again", Thread.currentThread().getName());
      }
    };
  }

  static ThreadFactory named(String name) {
    return work -> daemon(work, name);
  }

  private static ThreadFactory numbered(String name) {
    AtomicInteger made = new AtomicInteger();
    return work -> daemon(work, name + "-" + made.incrementAndGet());
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
