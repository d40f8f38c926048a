package io.mapache.contracts.training;

import com.fasterxml.jackson.annotation.JsonValue;
import io.mapache.contracts.training.Recipe.Workflow;
import java.util.Locale;

/** Where a training runs: each lane has a slot of its own, so that a short one need not wait. */
public enum Lane {
  /** In a process of its own: may fine-tune, and so needs libtorch. */
  FULL,
  /** In a process that stays: a head on stored features. */
  FAST;

  public static Lane of(Recipe recipe) {
    boolean headAlone = recipe.fineTune().isNone() && recipe.head().workflow() == Workflow.FEATURES;
    return headAlone && recipe.device().equals("cpu") ? FAST : FULL;
  }

  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
