package io.mapache.training.process;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What a task on a thread of ours gives or throws, for whoever waits for it. */
public final class Outcome {

  private Outcome() {}

  /**
   * Waits for the task. What it threw is thrown here, as it was; an interruption stays set.
   *
   * @param doing for the message of an interruption: {@code images were decoded}
   */
  public static <T> T of(Future<T> task, String doing) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + doing, e);
    }
  }
}
