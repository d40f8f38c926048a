package io.mapache.training.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A recipe, key by key, beside the default one. */
final class Settings {

  private Settings() {}

  /**
   * One key.
   *
   * @param usual the default's value
   */
  record Setting(String key, String value, String usual) {

    public boolean differs() {
      return !value.equals(usual);
    }
  }

  static List<Setting> of(Recipe recipe) {
    Map<String, String> values = flat(recipe);
    Map<String, String> defaults = flat(Recipe.DEFAULT);
    List<Setting> settings = new ArrayList<>();
    values.forEach(
        (key, value) -> settings.add(new Setting(key, value, defaults.getOrDefault(key, "none"))));
    return settings;
  }

  private static Map<String, String> flat(Recipe recipe) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", Json.mapper().valueToTree(recipe), flat);
    return flat;
  }

  private static void flatten(String path, JsonNode json, Map<String, String> into) {
    if (!json.isObject()) {
      into.put(path, json.asText());
      return;
    }
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      String key = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      flatten(key, field.getValue(), into);
    }
  }
}
