package io.mapache.training.epochs;

import io.mapache.training.process.Outcome;
import io.mapache.training.rows.Batch;
import io.mapache.training.rows.Examples;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Goes over examples in batches. A thread of its own reads and prepares the next batch while the
 * caller works on this one; two batches in memory, whatever the number of examples. The caller sees
 * what it would see without that thread.
 */
public final class BatchesAhead {

  private BatchesAhead() {}

  /** Changes a batch that was loaded, such as augmentation or dropout; one after the other. */
  @FunctionalInterface
  public interface Preparation {

    /**
     * Changes a batch in place.
     *
     * @param rows {@code [n, width]}; what is behind is old
     * @param first place of its first example in the order
     */
    void on(float[] rows, int first, int n);
  }

  /** Computes on a prepared batch. */
  @FunctionalInterface
  public interface Work {

    /**
     * Takes one batch.
     *
     * @param rows {@code [n, width]}; what is behind is old, and all of it is refilled after the
     *     call
     * @param labels class numbers, n of them, likewise
     */
    void on(float[] rows, int[] labels, int n) throws IOException;
  }

  /**
   * Goes over the examples in that order; the last batch may be short.
   *
   * @param size of a batch
   */
  public static void forEach(
      Examples examples, int[] order, int size, Preparation preparation, Work work)
      throws IOException {
    ExecutorService reader = Executors.newSingleThreadExecutor(BatchesAhead::thread);
    try {
      Batch[] batches = {new Batch(examples, size), new Batch(examples, size)};
      Future<Integer> loading = reader.submit(() -> load(batches[0], order, 0, preparation));
      int current = 0;
      for (int first = 0; first < order.length; first += batches[0].size()) {
        int n = Outcome.of(loading, "a batch was read");
        int following = first + batches[0].size();
        Batch next = batches[1 - current];
        if (following < order.length) {
          loading = reader.submit(() -> load(next, order, following, preparation));
        }
        work.on(batches[current].rows(), batches[current].labels(), n);
        current = 1 - current;
      }
    } finally {
      reader.shutdown();
    }
  }

  private static int load(Batch batch, int[] order, int first, Preparation preparation) {
    int n = batch.load(order, first);
    preparation.on(batch.rows(), first, n);
    return n;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "batches-ahead");
    thread.setDaemon(true);
    return thread;
  }
}
