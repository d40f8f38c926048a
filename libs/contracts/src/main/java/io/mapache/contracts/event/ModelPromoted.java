package io.mapache.contracts.event;

import io.mapache.contracts.training.Comparison;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version has become the champion, with the numbers that decided; {@code by} is {@code gate} or
 * an operator.
 */
public record ModelPromoted(
    String model,
    int version,
    long revision,
    String by,
    String reason,
    @Nullable Comparison comparison,
    Instant at)
    implements ModelEvent {

  @Override
  public List<Object> identity() {
    return List.of(model, version, revision);
  }
}
