package io.mapache.contracts.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a training job ends, by the exit status of its process. */
public enum JobExit {
  DONE(0),
  /** A bug, or a killed process. */
  BROKEN(1),
  /** One class only, too few images, an unreadable blob, a wrong recipe: says what. */
  BAD_INPUT(2),
  /** Memory or disk. */
  RESOURCES(3),
  /** SIGTERM, or the parent is gone. */
  CANCELLED(4);

  private final int status;

  JobExit(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Statuses that no job gives (a signal's 128 + n, say) are {@link #BROKEN}. */
  public static JobExit ofStatus(int status) {
    for (JobExit exit : values()) {
      if (exit.status == status) {
        return exit;
      }
    }
    return BROKEN;
  }

  @JsonCreator
  public static JobExit parse(String code) {
    for (JobExit exit : values()) {
      if (exit.code().equals(code)) {
        return exit;
      }
    }
    return BROKEN;
  }
}
