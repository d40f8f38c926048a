package io.mapache.contracts.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has said which versions beside the champion get traffic. Holds all of it, not what
 * changed: what is null has none any more.
 *
 * @param canary null, or the version that answers a share of the traffic
 * @param shadow null, or the version whose answers are recorded and never returned
 * @param by an operator, or {@code guard}
 */
public record ModelRouted(
    String model,
    long revision,
    @Nullable Canary canary,
    @Nullable Integer shadow,
    String by,
    String reason,
    Instant at)
    implements ModelEvent {

  /**
   * A share of the traffic.
   *
   * @param percent above 0, below 100
   * @param stickyKey null, or the name of the request header whose value decides
   */
  public record Canary(int version, double percent, @Nullable String stickyKey) {}

  @Override
  public List<Object> identity() {
    return List.of(model, revision);
  }
}
