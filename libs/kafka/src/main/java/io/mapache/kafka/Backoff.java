package io.mapache.kafka;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between tries: 100 ms, then twice as long each time up to 10 s. One thread. */
final class Backoff {

  private static final long FIRST_MS = 100;
  private static final long LAST_MS = 10_000;

  private final CountDownLatch closing;
  private long next = FIRST_MS;

  /**
   * @param closing ends every wait
   */
  Backoff(CountDownLatch closing) {
    this.closing = closing;
  }

  /** True if it is time for another try, false if it is time to end. */
  boolean await() {
    long wait = next;
    next = Math.min(2 * next, LAST_MS);
    try {
      return !closing.await(wait, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void reset() {
    next = FIRST_MS;
  }
}
