package io.mapache.cli.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Mapache;
import io.mapache.cli.http.Service;
import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Stopwatch;
import io.mapache.cli.terminal.Table;
import io.mapache.contracts.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mapache trainings}. */
@Command(
    name = "trainings",
    description = "List the trainings, newest first; or tell all of one.",
    mixinStandardHelpOptions = true,
    subcommands = CancelCommand.class,
    footer = {"", "Example:", "  ./mapache trainings"})
public final class TrainingsCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;

  @Parameters(paramLabel = "TRAINING", arity = "0..1", description = "Only this one.")
  private String id;

  @Override
  public Integer call() {
    Trainer trainer = trainer();
    if (id == null) {
      JsonNode all = trainer.service().get("/v1/trainings");
      list(all);
      output.document(all);
    } else {
      JsonNode one = trainer.training(id);
      tell(Json.mapper().convertValue(one, Training.class), trainer.service());
      output.document(one);
    }
    return 0;
  }

  Trainer trainer() {
    return new Trainer(mapache.settings());
  }

  private void list(JsonNode all) {
    if (all.isEmpty()) {
      output.line("No training yet. Start one: ./mapache train --dataset NAME");
      return;
    }
    Table table = new Table("TRAINING", "DATASET", "MODEL", "STATE", "TOOK", "BECAUSE", "OUTCOME");
    for (JsonNode one : all) {
      Training training = Json.mapper().convertValue(one, Training.class);
      table.row(
          training.training(),
          training.dataset(),
          training.model(),
          training.state(),
          took(training),
          training.because(),
          outcome(training));
    }
    output.table(table);
  }

  private void tell(Training training, Service trainer) {
    output.line(
        "%s: %s of dataset %s for model %s, because %s"
            .formatted(
                training.training(),
                training.state(),
                training.dataset(),
                training.model(),
                training.because()));
    if (training.images() != null) {
      output.line("Images: " + training.images() + ", classes: " + training.classes());
    }
    if (training.completed()) {
      Result.print(training, trainer, output);
    } else if (training.ended()) {
      output.line(Ending.of(training));
    } else if (training.progress() != null) {
      output.line(training.progress().phase() + " " + PhaseDetail.of(training.progress()));
    }
  }

  private static String took(Training training) {
    if (training.startedAt() == null) {
      return null;
    }
    Instant end = training.endedAt() == null ? Instant.now() : training.endedAt();
    return Stopwatch.words(Duration.between(training.startedAt(), end).toMillis() / 1000.0);
  }

  private static String outcome(Training training) {
    if (training.decision() != null) {
      return training.decision().outcome();
    }
    return training.cause() == null ? null : training.cause();
  }
}
