package io.mapache.inference.wiring;

import io.mapache.inference.batching.Slots;
import io.mapache.inference.batching.Workers;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The threads of the service, by name: {@code compute-N} read and compute, {@code read-N} read for
 * them, {@code decode-N} read large pictures, {@code model-loader} for what is decided of models,
 * {@code model-checker} for their golden inputs, {@code base-loader}, {@code shadow}, and {@code
 * model-closer}.
 */
final class Pools {

  private static final Logger LOG = Logger.getLogger(Pools.class);

  private static final long END_SECONDS = 5;

  /** Answers that may wait for the shadow; those beyond are not followed. */
  private static final int SHADOWED = 16;

  final ExecutorService decode;
  final ExecutorService compute;
  final ExecutorService read;

  /** Of {@code compute}. */
  final Slots slots;

  final Workers workers;
  final ScheduledExecutorService loader;

  /** On the loader's thread, at once. */
  final Executor deciding;

  final ExecutorService checks;
  final ExecutorService bases;
  final ExecutorService shadow;
  final ExecutorService closer;

  /**
   * @param readers threads that read for those that compute
   * @param decoders threads that read large pictures
   * @param decodeQueue images that may wait for one; more are rejected
   * @param batches at the same time
   * @param enterCompute what a thread that computes does first
   */
  Pools(int readers, int decoders, int decodeQueue, int batches, Runnable enterCompute) {
    decode = bounded(decoders, decodeQueue, numbered("decode"));
    compute = fixed(batches, first(enterCompute, numbered("compute")));
    read = fixed(readers, numbered("read"));
    slots = new Slots(batches, compute);
    workers = new Workers(slots, slots::spare, read, readers);
    loader = scheduled("model-loader");
    deciding = work -> loader.execute(reported(work));
    checks = Executors.newSingleThreadExecutor(named("model-checker"));
    bases = Executors.newSingleThreadExecutor(named("base-loader"));
    shadow = bounded(1, SHADOWED, named("shadow"));
    closer = Executors.newSingleThreadExecutor(named("model-closer"));
  }

  /** What is to be done later is not done any more once the pool has ended. */
  private static ScheduledExecutorService scheduled(String name) {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, named(name));
    pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return pool;
  }

  /**
   * For lanes, which bring no more tasks than there are threads each. The threads are there from
   * the beginning: one that could not be had would leave an image without an answer.
   */
  private static ExecutorService fixed(int threads, ThreadFactory factory) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    pool.prestartAllCoreThreads();
    return pool;
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

  /**
   * A task of a pool that keeps its faults to itself, and would not do it again after one of them.
   */
  static Runnable reported(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.errorf(e, "%s: a fault of ours", Thread.currentThread().getName());
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

  private static ThreadFactory first(Runnable enter, ThreadFactory factory) {
    return work ->
        factory.newThread(
            () -> {
              try {
                enter.run();
              } finally { // a pool counts a thread as there that has ended before its work
                work.run();
              }
            });
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
