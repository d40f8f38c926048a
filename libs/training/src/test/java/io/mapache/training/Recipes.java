package io.mapache.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.Recipe;

/** Recipes that differ from another one in what a test is about. */
public final class Recipes {

  private Recipes() {}

  /** The same with another value of one key. */
  public static Recipe with(Recipe recipe, String key, Object value) {
    ObjectNode keys = Json.mapper().valueToTree(recipe);
    keys.set(key, Json.mapper().valueToTree(value));
    return ((Recipe.Valid) Recipe.parse(keys)).recipe();
  }
}
