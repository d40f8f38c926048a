package io.mapache.contracts.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.Recipe.Preset;
import io.mapache.contracts.training.Recipe.Workflow;
import java.io.IOException;

/** Reads recipes as people and programs write them: a preset, and what lies over it. */
final class RecipeReader {

  /** What stands at the top of a recipe beside its settings. */
  record Start(
      @Key("Where the settings start from; all that is given beside it lies over it.")
          Preset preset) {}

  static final Keys KEYS = Keys.of("", Start.class).and(Keys.of("", Recipe.class));

  private RecipeReader() {}

  static Recipe.Parsed read(JsonNode json) {
    if (!(json instanceof ObjectNode settings)) {
      return new Recipe.Invalid("recipe: " + json + " (expected: an object)");
    }
    try {
      return new Recipe.Valid(recipe(settings.deepCopy()));
    } catch (IllegalArgumentException e) {
      return new Recipe.Invalid("recipe: " + e.getMessage());
    }
  }

  private static Recipe recipe(ObjectNode settings) {
    KEYS.requireKinds(settings);
    JsonNode name = settings.remove(Preset.KEY);
    Preset preset = name == null ? Preset.DEFAULT : Json.mapper().convertValue(name, Preset.class);
    Recipe recipe = over(preset.recipe(), settings);
    requireSomethingToVary(recipe);
    return recipe;
  }

  private static Recipe over(Recipe start, ObjectNode settings) {
    ObjectNode whole = Json.mapper().valueToTree(start);
    try {
      return Json.mapper()
          .treeToValue(Json.mapper().readerForUpdating(whole).readValue(settings), Recipe.class);
    } catch (IOException e) {
      // Jackson wraps the records' own refusals.
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new IllegalArgumentException(root.getMessage(), e);
    }
  }

  /** Equal variants would cost as many passes of the base for nothing. */
  private static void requireSomethingToVary(Recipe recipe) {
    Keys.require(
        "head.workflow",
        Workflow.VARIANTS.code(),
        recipe.head().workflow() != Workflow.VARIANTS || !recipe.augment().isNone(),
        "an augmentation that makes variants differ: augment.horizontalFlip, augment.verticalFlip"
            + " or augment.rotation; without one, workflow features does the same in less time");
  }
}
