package io.mapache.ingest.upload;

import io.mapache.contracts.event.Event;

/** Tells everybody else about an image. Thread-safe. */
public interface Announcer {

  /**
   * Returns when the event is acknowledged.
   *
   * @throws NotAnnouncedException if that did not happen in time; the event may be there or not
   */
  void announce(Event event) throws NotAnnouncedException;
}
