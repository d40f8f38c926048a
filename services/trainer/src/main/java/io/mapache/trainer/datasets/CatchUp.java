package io.mapache.trainer.datasets;

import java.time.Duration;

/** Lets a caller wait until the view is as new as Kafka was at the call. */
@FunctionalInterface
public interface CatchUp {

  /**
   * Returns when every image event that Kafka acknowledged before this call is in the view.
   *
   * @throws io.mapache.trainer.journal.UnavailableException if that takes longer, or Kafka is away
   */
  void await(Duration atMost) throws InterruptedException;
}
