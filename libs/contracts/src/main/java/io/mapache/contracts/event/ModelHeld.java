package io.mapache.contracts.event;

import io.mapache.contracts.training.Comparison;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dataset does not promote by itself ({@code auto} is off): the version waits for an operator.
 * The reason holds what the gate says to it, with the numbers.
 */
public record ModelHeld(
    String model, int version, String reason, @Nullable Comparison comparison, Instant at)
    implements ModelEvent {

  @Override
  public List<Object> identity() {
    return List.of(model, version);
  }
}
