package io.mapache.training.process;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the job has been asked to end. Loops look here between batches; nothing is interrupted,
 * since a native call cannot be.
 *
 * <p>Any number of threads; the first reason stays.
 */
public final class Cancellation {

  private final AtomicReference<JobEnd> end = new AtomicReference<>();

  /** Asks the job to end as cancelled. */
  public void request(String why) {
    request(JobEnd.cancelled(why));
  }

  /** Asks the job to end like this. */
  void request(JobEnd why) {
    end.compareAndSet(null, why);
  }

  public boolean requested() {
    return end.get() != null;
  }

  /**
   * Ends the job here if it is to end.
   *
   * @throws JobEnd if the job has been asked to end
   */
  public void check() {
    JobEnd why = end.get();
    if (why != null) {
      throw why;
    }
  }
}
