package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Topic;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The desired state of a model's serving. Only the trainer writes it; every replica of inference
 * follows it. {@code revision} grows by one with each change, so the newest of two is known.
 *
 * @param canary null, or the version that answers a share of the traffic
 * @param shadow null, or the version whose answers are recorded and never returned
 * @param previous null, or the champion before this one: what a rollback goes back to
 */
public record ModelDeployment(
    String model,
    long revision,
    Version champion,
    @Nullable Canary canary,
    @Nullable Version shadow,
    @Nullable Version previous,
    Instant at)
    implements Event {

  /** A version and the digest of its bundle. */
  public record Version(int version, Digest bundle) {}

  /**
   * A version that answers a share of the requests.
   *
   * @param percent above 0, below 100
   * @param stickyKey null, or the name of the request header whose value decides
   */
  public record Canary(Version version, double percent, @Nullable String stickyKey) {}

  @Override
  public Topic topic() {
    return Topic.DEPLOYMENTS;
  }

  @Override
  public String key() {
    return model;
  }

  @Override
  public List<Object> identity() {
    return List.of(model, revision);
  }
}
