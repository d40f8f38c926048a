package io.mapache.cli.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.cli.Failure;
import io.mapache.cli.Mapache;
import io.mapache.cli.http.Answer;
import io.mapache.cli.http.Patience;
import io.mapache.cli.http.Unanswered;
import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Table;
import io.mapache.cli.training.Result;
import io.mapache.contracts.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mapache predict}. */
@Command(
    name = "predict",
    description = "Ask the serving version of a model about images.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./mapache predict cat.jpg --model pets"})
public final class PredictCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "JPEG, PNG, GIF, BMP, WebP, TIFF.")
  private List<Path> files;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME",
      description = "May be left out while only one is served.")
  private String model;

  private boolean failed;

  @Override
  public Integer call() {
    Predictor predictor = new Predictor(mapache.settings());
    String asked = model == null ? theOnlyModel(predictor) : model;
    Table table = new Table("FILE", "LABEL", "PROBABILITY", "MODEL", "VERSION");
    ArrayNode document = Json.mapper().createArrayNode();
    for (Path file : files) {
      ask(predictor, asked, file, table, document);
    }
    output.table(table);
    output.document(document);
    return failed ? 1 : 0;
  }

  private void ask(Predictor predictor, String asked, Path file, Table table, ArrayNode document) {
    ObjectNode entry = document.addObject().put("file", file.toString());
    try {
      Answer answer = predictor.predict(asked, file, Patience.A_MINUTE);
      JsonNode body = answer.json();
      if (answer.isOk() && body instanceof ObjectNode prediction) {
        entry.setAll(prediction);
        table.row(
            file,
            body.path("label").asText(),
            Result.decimals(body.path("probability").asDouble()),
            body.path("model").asText(),
            body.path("version").asText());
        return;
      }
      if (answer.status() == 404) {
        throw new Failure("inference: " + answer.problem());
      }
      failed = true;
      entry.put("reason", answer.reason()).put("detail", answer.problem());
      table.row(file, "refused: " + answer.reason(), null, asked, null);
    } catch (Unanswered e) {
      throw predictor.service().away(e);
    }
  }

  private static String theOnlyModel(Predictor predictor) {
    // One model may be listed with several versions.
    Set<String> served =
        new TreeSet<>(predictor.service().get("/v1/models").findValuesAsText("model"));
    if (served.size() == 1) {
      return served.iterator().next();
    }
    throw new Failure(
        served.isEmpty()
            ? "no model is served yet. Train one: ./mapache train --dataset NAME"
            : "several models are served; name one: --model " + String.join(", ", served));
  }
}
