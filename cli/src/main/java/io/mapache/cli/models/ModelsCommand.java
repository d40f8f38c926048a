package io.mapache.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Mapache;
import io.mapache.cli.http.Service;
import io.mapache.cli.stack.Part;
import io.mapache.cli.terminal.Output;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mapache models}. */
@Command(
    name = "models",
    description = "List the models and their versions; the champion is the one that answers.",
    mixinStandardHelpOptions = true,
    subcommands = {ExportCommand.class, CanaryCommand.class, ShadowCommand.class},
    footer = {"", "Example:", "  ./mapache models pets"})
public final class ModelsCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only this model.")
  private String name;

  @Override
  public Integer call() {
    Service trainer = trainer();
    if (name == null) {
      JsonNode all = trainer.get("/v1/models");
      output.document(all);
      list(all, trainer);
    } else {
      JsonNode one = trainer.get("/v1/models/" + Service.encoded(name));
      output.document(one);
      list(List.of(one), trainer);
    }
    return 0;
  }

  private void list(Iterable<JsonNode> models, Service trainer) {
    if (!models.iterator().hasNext()) {
      output.line("No model yet. Make one: ./mapache train --dataset NAME");
      return;
    }
    ModelTable table = new ModelTable();
    models.forEach(table::add);
    table.print(output);
    models.forEach(model -> tell(model, trainer));
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
