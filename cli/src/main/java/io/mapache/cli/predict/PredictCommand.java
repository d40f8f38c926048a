package io.mapache.cli.predict;

import io.mapache.cli.Failure;
import io.mapache.cli.Mapache;
import io.mapache.cli.http.Answer;
import io.mapache.cli.http.Patience;
import io.mapache.cli.http.Query;
import io.mapache.cli.http.Unanswered;
import io.mapache.cli.terminal.Output;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code mapache predict}. */
@Command(
    name = "predict",
    description = "Ask the serving version of a model about images.",
    footer = {
      "",
      "Example:",
      "  ./mapache predict cat.jpg --model pets",
      "  ./mapache predict cat.jpg --model pets --version 3 --explain looked.png"
    })
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

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "Ask this version, instead of the one whose turn it is.")
  private Integer version;

  @Option(
      names = "--explain",
      paramLabel = "FILE.png",
      description = "Write where the model looked, drawn over the image. For one image.")
  private Path explain;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    if (explain != null && files.size() > 1) {
      throw new ParameterException(command.commandLine(), "--explain is for one image");
    }
    Predictor predictor = new Predictor(mapache.settings());
    String asked = model == null ? theOnlyModel(predictor) : model;
    Predicted predicted = new Predicted();
    for (List<Path> batch : Batches.of(files)) {
      predicted.add(asked, batch, ask(predictor, asked, batch));
    }
    if (explain != null) {
      predicted.writeOverlay(explain);
    }
    output.table(predicted.table());
    output.document(predicted.document());
    return predicted.failed() ? 1 : 0;
  }

  private Answer ask(Predictor predictor, String asked, List<Path> batch) {
    UnaryOperator<Query> query =
        q -> q.with("version", version).with("explain", explain == null ? null : true);
    try {
      Answer answer =
          batch.size() == 1
              ? predictor.predict(asked, batch.get(0), query, Patience.A_MINUTE)
              : predictor.predict(asked, batch, query, Patience.A_MINUTE);
      if (answer.status() == 404) {
        throw new Failure("inference: " + answer.problem());
      }
      return answer;
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
