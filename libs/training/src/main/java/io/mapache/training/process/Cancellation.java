package io.mapache.training.process;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the job has been asked to end. Loops look here between batches; nothing is interrupted,
 * since a native call cannot be.
 *
 * <p>Any number of threads; the first reason stays.
 */
public final class Cancellation {

  private final AtomicReference<String> reason = new AtomicReference<>();

  /** Asks the job to end. */
  public void request(String why) {
    reason.compareAndSet(null, why);
  }

  public boolean requested() {
    return reason.get() != null;
  }

  /**
   * Ends the job here if it is to end.
   *
   * @throws JobEnd if the job has been asked to end
   */
  public void check() {
    String why = reason.get();
    if (why != null) {
      throw JobEnd.cancelled(why);
    }
  }
}
