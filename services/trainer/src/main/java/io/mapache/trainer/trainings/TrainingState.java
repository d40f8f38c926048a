package io.mapache.trainer.trainings;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Requested → running → completed | failed | cancelled; what only waits can fail or be cancelled,
 * too. Nothing leaves the last three.
 */
public enum TrainingState {
  REQUESTED,
  RUNNING,
  COMPLETED,
  FAILED,
  CANCELLED;

  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
