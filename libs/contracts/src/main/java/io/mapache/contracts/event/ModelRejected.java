package io.mapache.contracts.event;

import io.mapache.contracts.training.Comparison;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gate has kept the champion, with the numbers that decided. */
public record ModelRejected(
    String model,
    int version,
    String by,
    String reason,
    @Nullable Comparison comparison,
    Instant at)
    implements ModelEvent {

  @Override
  public List<Object> identity() {
    return List.of(model, version);
  }
}
