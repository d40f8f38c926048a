package io.mapache.cli.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.cli.Mapache;
import io.mapache.cli.terminal.Farewell;
import io.mapache.cli.terminal.Output;
import io.mapache.contracts.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code mapache train}. */
@Command(
    name = "train",
    description = "Train a dataset as it is now, and watch. Ctrl-C ends the watching alone.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./mapache train --dataset pets",
      "  ./mapache train --dataset pets --recipe pets.yaml",
      "  ./mapache train --dataset pets --preset guide --set fineTune.epochs=3"
    })
public final class TrainCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;
  @Mixin private RecipeOptions recipeOptions;

  @Option(
      names = {"-d", "--dataset"},
      required = true,
      paramLabel = "NAME",
      description = "What to learn from.")
  private String dataset;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME",
      description = "The model that gets the new versions (default: the dataset's).")
  private String model;

  @Option(names = "--detach", description = "Do not watch.")
  private boolean detach;

  @Override
  public Integer call() {
    ObjectNode recipe = recipeOptions.asked();
    output.note(Differences.sentence(recipeOptions.whole()));
    Trainer trainer = new Trainer(mapache.settings());
    String id = trainer.request(dataset, model, recipe);
    if (detach) {
      output.line("Training " + id + " is requested. Look at it: ./mapache trainings");
      output.document(Map.of("training", id));
      return 0;
    }
    output.note("training " + id);
    JsonNode document =
        new Farewell("The training goes on. Look at it: ./mapache trainings " + id)
            .unlessDone(output, () -> new Follow(trainer, output).untilEnded(id));
    Training training = Json.mapper().convertValue(document, Training.class);
    Result.print(training, trainer.service(), output);
    output.document(document);
    if (!training.completed()) {
      output.note("mapache: " + Ending.of(training));
      return 1;
    }
    return 0;
  }
}
