package io.mapache.training.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.JobSpec;
import io.mapache.contracts.training.Recipe;
import io.mapache.training.process.JobEnd;
import java.io.IOException;
import java.nio.file.Path;

/** Reads {@code job.json}. What its recipe leaves out has the default. */
final class JobFile {

  private JobFile() {}

  /**
   * @throws JobEnd as bad input, naming what is wrong
   */
  static JobSpec read(Path file) {
    try {
      JsonNode json = Json.mapper().readTree(file.toFile());
      if (!(json instanceof ObjectNode job)) {
        throw JobEnd.badInput(file + ": no JSON object (expected: a job)");
      }
      job.set("recipe", Json.mapper().valueToTree(recipe(file, job.get("recipe"))));
      JobSpec spec = Json.mapper().treeToValue(job, JobSpec.class);
      requireAll(file, spec);
      return spec;
    } catch (IOException e) {
      throw JobEnd.badInput("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Recipe recipe(Path file, JsonNode json) {
    Recipe.Parsed parsed = Recipe.parse(json);
    if (parsed instanceof Recipe.Valid valid) {
      return valid.recipe();
    }
    throw JobEnd.badInput(file + ": " + ((Recipe.Invalid) parsed).problem());
  }

  private static void requireAll(Path file, JobSpec spec) {
    require(file, "training", spec.training());
    require(file, "model", spec.model());
    require(file, "manifest", spec.manifest());
    require(file, "base", spec.base());
    require(file, "blobs", spec.blobs());
    require(file, "work", spec.work());
    require(file, "home", spec.home());
  }

  private static void require(Path file, String field, Object value) {
    if (value == null) {
      throw JobEnd.badInput("%s: `%s` is missing".formatted(file, field));
    }
  }
}
