package io.mapache.contracts.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a version answered a request. */
public enum ServingRole {
  /** It answers by default. */
  CHAMPION,
  /** It got this share of the traffic. */
  CANARY,
  /** Its answers are recorded and never returned. */
  SHADOW,
  /** The request asked for this version. */
  PINNED;

  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
