package io.mapache.cli.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.cli.Failure;
import io.mapache.cli.http.Answer;
import io.mapache.cli.http.Patience;
import io.mapache.cli.http.Service;
import io.mapache.cli.terminal.Output;
import io.mapache.contracts.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code mapache datasets define}. */
@Command(
    name = "define",
    description =
        "Change how a dataset reads its labels and when it is trained; what is not named stays."
            + " Takes effect at once, on the images that are there.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./mapache datasets define pets --rename kitty=cat --allow cat --allow dog --min-new 50"
    })
public final class DefineCommand implements Callable<Integer> {

  @ParentCommand private DatasetsCommand datasets;
  @Mixin private Output output;
  @Mixin private DefinitionOptions options;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DATASET", description = "Made if it is not there.")
  private String dataset;

  @Override
  public Integer call() {
    Service trainer = datasets.trainer();
    JsonNode known = definition(trainer);
    ObjectNode changed = options.applied(known);
    if (changed.equals(known)) {
      throw new ParameterException(
          spec.commandLine(), "nothing would change (expected: an option that changes something)");
    }
    JsonNode now = trainer.put(DatasetsCommand.path(dataset), changed).json();
    DatasetPage.print(now, output);
    output.document(now);
    return 0;
  }

  private JsonNode definition(Service trainer) {
    Answer answer = trainer.answer(DatasetsCommand.path(dataset), Patience.NONE);
    if (answer.isOk()) {
      return answer.json().path("definition");
    }
    if (answer.status() == 404) {
      return Json.mapper().createObjectNode();
    }
    throw new Failure("trainer: " + answer.problem());
  }
}
