package io.mapache.trainer.registry;

import io.mapache.contracts.training.Comparison;
import java.time.Instant;
import java.util.Locale;

/**
 * A decision about a version.
 *
 * @param by {@code gate} or an operator
 * @param comparison null if there was no champion, or an operator decided
 */
public record Verdict(
    Outcome outcome, String by, String reason, Comparison comparison, Instant at) {

  /** What was decided. */
  public enum Outcome {
    PROMOTED,
    REJECTED,
    /** Its dataset does not promote by itself: an operator may. */
    HELD;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
