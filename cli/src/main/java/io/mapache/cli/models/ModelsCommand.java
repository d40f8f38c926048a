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
    footer = {"", "Example:", "  ./mapache models"})
public final class ModelsCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;

  @Override
  public Integer call() {
    JsonNode all = Service.of(Part.TRAINER, mapache.settings()).get("/v1/models");
    output.document(all);
    if (all.isEmpty()) {
      output.line("No model yet. Make one: ./mapache train --dataset NAME");
      return 0;
    }
    ModelTable table = new ModelTable();
    all.forEach(table::add);
    table.print(output);
    return 0;
  }
}
