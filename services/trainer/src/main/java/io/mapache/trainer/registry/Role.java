package io.mapache.trainer.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a version does for a model's traffic; a version has one role or none. */
public enum Role {
  CHAMPION,
  CANARY,
  SHADOW;

  public static Optional<Role> of(Model model, int version) {
    return Arrays.stream(values())
        .filter(role -> role.version(model).equals(Optional.of(version)))
        .findFirst();
  }

  /** Who has it. */
  public Optional<Integer> version(Model model) {
    return switch (this) {
      case CHAMPION -> model.champion().map(Version::number);
      case CANARY -> model.routing().canary().map(Routing.Canary::version);
      case SHADOW -> model.routing().shadow();
    };
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
