package io.mapache.cli.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.Recipe;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A recipe from a file, a preset under it, and single settings over it. */
public final class RecipeOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description =
          "Settings of the training, as YAML or JSON (docs/recipe.md); what is left out has its"
              + " default.")
  private Path file;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "Where the settings start from: default, or guide, the Keras guide to the letter.")
  private String preset;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting, over those of the file: --set fineTune.from=none")
  private Map<String, String> settings = new LinkedHashMap<>();

  /**
   * Only what was asked for, checked; empty if nothing was.
   *
   * @throws ParameterException if it cannot be read, or is no recipe
   */
  public ObjectNode asked() {
    ObjectNode recipe = file == null ? Json.mapper().createObjectNode() : read();
    if (preset != null) {
      recipe.put(Recipe.Preset.KEY, preset);
    }
    settings.forEach((key, value) -> set(recipe, key, value));
    whole(recipe);
    return recipe;
  }

  /** All settings, those that nobody asked for included. */
  public Recipe whole() {
    return whole(asked());
  }

  private Recipe whole(ObjectNode asked) {
    Recipe.Parsed parsed = Recipe.parse(asked);
    if (parsed instanceof Recipe.Valid valid) {
      return valid.recipe();
    }
    throw wrong(((Recipe.Invalid) parsed).problem());
  }

  private ObjectNode read() {
    try {
      return new RecipeFile(file).read();
    } catch (RecipeFile.Unreadable e) {
      throw wrong(e.getMessage());
    }
  }

  private static void set(ObjectNode recipe, String key, String value) {
    String[] path = key.split("\\.", -1);
    ObjectNode object = recipe;
    for (int i = 0; i < path.length - 1; i++) {
      object = object.get(path[i]) instanceof ObjectNode inner ? inner : object.putObject(path[i]);
    }
    object.set(path[path.length - 1], value(value));
  }

  /** A number, true, false or null as such; all else is text. */
  private static JsonNode value(String text) {
    try {
      JsonNode value = Json.mapper().readTree(text);
      return value.isMissingNode() ? Json.mapper().getNodeFactory().textNode(text) : value;
    } catch (JsonProcessingException e) {
      return Json.mapper().getNodeFactory().textNode(text);
    }
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }
}
