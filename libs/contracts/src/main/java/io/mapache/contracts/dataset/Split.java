package io.mapache.contracts.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an image is for. Training never sees validation, and choosing never sees test. */
public enum Split {
  TRAIN,
  VALIDATION,
  TEST,
  /** For reporting alone: never for a decision of the gate. */
  AUDIT;

  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if the code is none of train, validation, test, audit
   */
  @JsonCreator
  public static Split parse(String code) {
    for (Split split : values()) {
      if (split.code().equals(code)) {
        return split;
      }
    }
    throw new IllegalArgumentException(
        "split: '" + code + "' (expected: train, validation, test or audit)");
  }
}
