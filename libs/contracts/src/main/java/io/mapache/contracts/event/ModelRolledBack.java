package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An earlier version has become the champion again.
 *
 * @param by an operator, or {@code guard}
 * @param barred the snapshot whose versions are not promoted unasked from now on, because the
 *     guard's failed one was trained on it; null if an operator rolled back
 */
public record ModelRolledBack(
    String model,
    int from,
    int to,
    long revision,
    String by,
    String reason,
    @Nullable Digest barred,
    Instant at)
    implements ModelEvent {

  @Override
  public List<Object> identity() {
    return List.of(model, from, to, revision);
  }
}
