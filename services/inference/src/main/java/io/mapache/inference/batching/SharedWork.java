package io.mapache.inference.batching;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Work on several things that any number of threads do together: each takes the next that nobody
 * has taken. Who waits for all results waits for threads that are at it alone, never for one that
 * has not come yet.
 */
final class SharedWork<T, R> {

  private final List<T> things;
  private final Function<T, R> work;
  private final R none;
  private final List<CompletableFuture<R>> results;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param work done once with each
   * @param none the result where it throws, so that nobody waits for ever
   */
  SharedWork(List<T> things, Function<T, R> work, R none) {
    this.things = things;
    this.work = work;
    this.none = none;
    this.results = things.stream().map(thing -> new CompletableFuture<R>()).toList();
  }

  /** Does what is left, as long as something is; throws what the work throws. */
  void takePart() {
    for (int i = next.getAndIncrement(); i < things.size(); i = next.getAndIncrement()) {
      R result = none;
      try {
        result = work.apply(things.get(i));
      } finally {
        results.get(i).complete(result);
      }
    }
  }

  /** Of all things, in their order. Blocks until who took part is done; for who took part. */
  Stream<R> results() {
    return results.stream().map(CompletableFuture::join);
  }
}
