package io.mapache.cli.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Mapache;
import io.mapache.cli.http.Service;
import io.mapache.cli.stack.Part;
import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mapache datasets}. */
@Command(
    name = "datasets",
    description = "List the datasets and say when each is trained next; or tell all of one.",
    mixinStandardHelpOptions = true,
    subcommands = {DefineCommand.class, RemoveCommand.class},
    footer = {
      "",
      "Example:",
      "  ./mapache datasets",
      "  ./mapache datasets pets",
      "  ./mapache datasets define pets --rename kitty=cat"
    })
public final class DatasetsCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;

  @Parameters(paramLabel = "DATASET", arity = "0..1", description = "Only this one, in full.")
  private String dataset;

  @Override
  public Integer call() {
    Service trainer = trainer();
    if (dataset != null) {
      JsonNode one = trainer.get(path(dataset));
      DatasetPage.print(one, output);
      output.document(one);
      return 0;
    }
    JsonNode all = trainer.get("/v1/datasets");
    output.document(all);
    if (all.isEmpty()) {
      output.line("No dataset yet. Make one: ./mapache ingest FOLDER --dataset NAME");
      return 0;
    }
    Table table =
        new Table(
            "DATASET",
            "IMAGES",
            "TRAIN",
            "VAL",
            "TEST",
            "CONFLICTS",
            "LEFT OUT",
            "CLASSES",
            "NEXT");
    for (JsonNode one : all) {
      JsonNode splits = one.path("splits");
      table.row(
          one.path("dataset").asText(),
          one.path("images").asText(),
          splits.path("train").asText("0"),
          splits.path("validation").asText("0"),
          splits.path("test").asText("0"),
          one.path("conflicts").asText("0"),
          DatasetPage.sum(one.path("excluded")),
          DatasetPage.counts(one.path("classes")),
          one.path("nextTraining").asText("-"));
    }
    output.table(table);
    return 0;
  }

  Service trainer() {
    return Service.of(Part.TRAINER, mapache.settings());
  }

  Mapache mapache() {
    return mapache;
  }

  static String path(String dataset) {
    return "/v1/datasets/" + Service.encoded(dataset);
  }
}
