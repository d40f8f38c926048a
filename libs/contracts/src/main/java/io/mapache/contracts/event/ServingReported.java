package io.mapache.contracts.event;

import io.mapache.contracts.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a replica of inference did with the requests of one version for a while. A request that the
 * client got wrong, or that met a full queue, speaks for or against no version and is not counted.
 *
 * @param replica name of the replica; a restarted one counts from its own start
 * @param from begin of the time that is counted, inclusive
 * @param to its end, exclusive
 * @param answered requests with an answer
 * @param failed requests that failed though the image was good
 */
public record ServingReported(
    String model,
    int version,
    ServingRole role,
    String replica,
    Instant from,
    Instant to,
    long answered,
    long failed)
    implements Event {

  public ServingReported {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(replica, "replica");
    Objects.requireNonNull(from, "from");
  }

  @Override
  public Topic topic() {
    return Topic.PREDICTIONS;
  }

  @Override
  public String key() {
    return model;
  }

  @Override
  public List<Object> identity() {
    return List.of(model, version, role, replica, from);
  }
}
