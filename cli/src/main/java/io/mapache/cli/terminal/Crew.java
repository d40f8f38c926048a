package io.mapache.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** A few threads that do the same to many things. */
public final class Crew {

  private final int hands;

  private Crew(int hands) {
    this.hands = hands;
  }

  public static Crew of(int hands) {
    return new Crew(hands);
  }

  /**
   * The results in the order of the things. The first failure ends it: what is under way is
   * finished, the rest is left, and the failure is thrown.
   */
  public <T, R> List<R> map(List<T> things, Function<T, R> work) {
    ExecutorService threads = Executors.newFixedThreadPool(hands);
    AtomicBoolean failed = new AtomicBoolean();
    try {
      List<Future<R>> futures = new ArrayList<>(things.size());
      for (T thing : things) {
        futures.add(threads.submit(() -> failed.get() ? null : careful(thing, work, failed)));
      }
      List<R> results = new ArrayList<>(things.size());
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T, R> R careful(T thing, Function<T, R> work, AtomicBoolean failed) {
    try {
      return work.apply(thing);
    } catch (RuntimeException e) {
      failed.set(true);
      throw e;
    }
  }
}
