package io.mapache.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Mapache;
import io.mapache.cli.http.Service;
import io.mapache.cli.stack.Part;
import io.mapache.cli.terminal.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code mapache models}. */
@Command(
    name = "models",
    description = "List the models and their versions; the champion is the one that answers.",
    mixinStandardHelpOptions = true,
    subcommands = {ExportCommand.class, CanaryCommand.class, ShadowCommand.class},
    footer = {"", "Example:", "  ./mapache models"})
public final class ModelsCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;

  @Override
  public Integer call() {
    Service trainer = trainer();
    JsonNode all = trainer.get("/v1/models");
    output.document(all);
    if (all.isEmpty()) {
      output.line("No model yet. Make one: ./mapache train --dataset NAME");
      return 0;
    }
    ModelTable table = new ModelTable();
    all.forEach(table::add);
    table.print(output);
    all.forEach(model -> tell(model, trainer));
    return 0;
  }

  Service trainer() {
    return Service.of(Part.TRAINER, mapache.settings());
  }

  Mapache mapache() {
    return mapache;
  }

  /** Who overruled the gate, and where the champion's report is. */
  private void tell(JsonNode model, Service trainer) {
    for (JsonNode version : model.path("versions")) {
      String name = model.path("model").asText() + " " + version.path("version").asText();
      JsonNode overruling = version.path("overruling");
      if (overruling.isObject()) {
        output.line(
            "%s was promoted by %s: %s"
                .formatted(
                    name, overruling.path("by").asText(), overruling.path("reason").asText()));
      }
      if (version.path("state").asText().equals("champion") && version.path("report").isTextual()) {
        output.line(
            "Report of %s: %s"
                .formatted(name, trainer.address(version.path("report").textValue())));
      }
    }
  }
}
