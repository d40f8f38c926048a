package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import java.time.Instant;
import java.util.List;

/**
 * A replica of inference does not serve what a deployment asks of it; what it served before goes
 * on.
 *
 * @param replica name of the replica
 * @param mayPass true if the replica tries again by itself
 */
public record ModelRefused(
    String model,
    int version,
    Digest bundle,
    long revision,
    String replica,
    String reason,
    boolean mayPass,
    Instant at)
    implements ModelEvent {

  @Override
  public List<Object> identity() {
    return List.of(model, version, bundle, revision, replica, reason);
  }
}
