package io.mapache.trainer.journal;

import io.mapache.contracts.event.Event;

/**
 * Where the trainer writes down what it has decided. The events on Kafka are the truth; what the
 * trainer knows in memory is folded from them, its own ones not excepted.
 */
public interface Journal {

  /**
   * Returns when the event is on Kafka <em>and</em> folded here, so that the next decision sees it.
   *
   * @throws UnavailableException if that did not happen in time; the event may be there or not, and
   *     appending the same event again is right
   */
  void append(Event event) throws InterruptedException;

  /** Writes the event if that can be done without waiting; for what may get lost, like progress. */
  void note(Event event);
}
