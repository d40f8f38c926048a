package io.mapache.cli.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.http.Service;
import io.mapache.cli.terminal.Output;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mapache trainings cancel}. */
@Command(
    name = "cancel",
    description = "End a training that runs or waits, within three seconds.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./mapache trainings cancel 8d4d139be692"})
public final class CancelCommand implements Callable<Integer> {

  @ParentCommand private TrainingsCommand trainings;
  @Mixin private Output output;

  @Parameters(paramLabel = "TRAINING", description = "As ./mapache trainings lists it.")
  private String id;

  @Override
  public Integer call() {
    Service trainer = trainings.trainer().service();
    String path = "/v1/trainings/" + Service.encoded(id);
    JsonNode cancelled =
        trainer.repeat(trainer.request(path, UnaryOperator.identity()).DELETE()).json();
    output.line(id + ": cancelled.");
    output.document(cancelled);
    return 0;
  }
}
