package io.mapache.contracts.event;

import java.time.Instant;
import java.util.List;

/** An earlier version has become the champion again. */
public record ModelRolledBack(
    String model, int from, int to, long revision, String by, String reason, Instant at)
    implements ModelEvent {

  @Override
  public List<Object> identity() {
    return List.of(model, from, to, revision);
  }
}
