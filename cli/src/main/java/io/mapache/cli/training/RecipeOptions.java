package io.mapache.cli.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A recipe from a file and from single settings over it. */
public final class RecipeOptions {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "Settings of the training, as JSON or YAML; what is left out has its default.")
  private Path file;

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
  public ObjectNode recipe() {
    ObjectNode recipe = file == null ? Json.mapper().createObjectNode() : read();
    settings.forEach((key, value) -> set(recipe, key, value));
    if (Recipe.parse(recipe) instanceof Recipe.Invalid invalid) {
      throw wrong(invalid.problem());
    }
    return recipe;
  }

  private ObjectNode read() {
    try {
      // JSON is YAML.
      if (YAML.readTree(file.toFile()) instanceof ObjectNode recipe) {
        return recipe;
      }
      throw wrong(file + " holds no recipe (expected: an object, such as 'imageSize: 150')");
    } catch (JsonProcessingException e) {
      throw wrong(file + " is neither JSON nor YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw wrong("cannot read " + file + " (" + e + ")");
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
