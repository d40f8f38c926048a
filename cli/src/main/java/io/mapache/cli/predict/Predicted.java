package io.mapache.cli.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.cli.Failure;
import io.mapache.cli.http.Answer;
import io.mapache.cli.terminal.Table;
import io.mapache.cli.training.Result;
import io.mapache.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** What was answered about files, for people and for programs. */
final class Predicted {

  private final Table table =
      new Table("FILE", "LABEL", "PROBABILITY", "NOVELTY", "MODEL", "VERSION");
  private final ArrayNode document = Json.mapper().createArrayNode();
  private String overlay = "";
  private boolean failed;

  /** Adds the answer to a request with these files. */
  void add(String model, List<Path> files, Answer answer) {
    JsonNode body = answer.json();
    for (int i = 0; i < files.size(); i++) {
      if (!answer.isOk()) {
        addProblem(model, files.get(i), answer.reason(), answer.problem());
      } else {
        add(model, files.get(i), files.size() == 1 ? body : body.path("predictions").path(i));
      }
    }
  }

  private void add(String model, Path file, JsonNode prediction) {
    JsonNode problem = prediction.path("problem");
    if (problem.isObject()) {
      addProblem(model, file, problem.path("reason").asText(), problem.path("detail").asText());
      return;
    }
    ObjectNode entry = document.addObject().put("file", file.toString());
    prediction.fields().forEachRemaining(field -> entry.set(field.getKey(), field.getValue()));
    entry.remove("name");
    if (entry.path("explanation") instanceof ObjectNode explanation) {
      overlay = explanation.remove("overlay").asText();
    }
    table.row(
        file,
        prediction.path("label").asText(),
        Result.decimals(prediction.path("probability").asDouble()),
        novelty(prediction.path("novelty")),
        prediction.path("model").asText(),
        prediction.path("version").asText());
  }

  private void addProblem(String model, Path file, String reason, String detail) {
    failed = true;
    document.addObject().put("file", file.toString()).put("reason", reason).put("detail", detail);
    table.row(file, "refused: " + reason, null, null, model, null);
  }

  /** Null if the model cannot say. */
  private static String novelty(JsonNode percent) {
    return percent.isNumber() ? String.format(Locale.ROOT, "%.0f %%", percent.asDouble()) : null;
  }

  /**
   * Writes the overlay of the explanation, if there was an answer.
   *
   * @throws Failure if the file cannot be written
   */
  void writeOverlay(Path file) {
    if (failed) {
      return;
    }
    try {
      Files.write(file, Base64.getDecoder().decode(overlay.substring(overlay.indexOf(',') + 1)));
    } catch (IOException e) {
      throw new Failure("cannot write " + file + " (" + e.getMessage() + ")", e);
    }
  }

  Table table() {
    return table;
  }

  ArrayNode document() {
    return document;
  }

  boolean failed() {
    return failed;
  }
}
