package io.mapache.cli.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a recipe does otherwise than the default one. */
final class Differences {

  private Differences() {}

  /** {@code recipe: fineTune.from=all, seed=7; the rest is the default}. */
  static String sentence(Recipe recipe) {
    List<String> found = new ArrayList<>();
    collect("", tree(recipe), tree(Recipe.DEFAULT), found);
    return found.isEmpty()
        ? "recipe: the default"
        : "recipe: " + String.join(", ", found) + "; the rest is the default";
  }

  private static JsonNode tree(Recipe recipe) {
    return Json.mapper().valueToTree(recipe);
  }

  private static void collect(String prefix, JsonNode one, JsonNode other, List<String> found) {
    for (Map.Entry<String, JsonNode> property : one.properties()) {
      String key = prefix + property.getKey();
      JsonNode value = property.getValue();
      JsonNode standard = other.path(property.getKey());
      if (value.isObject()) {
        collect(key + ".", value, standard, found);
      } else if (!value.equals(standard)) {
        found.add(key + "=" + value.asText());
      }
    }
  }
}
