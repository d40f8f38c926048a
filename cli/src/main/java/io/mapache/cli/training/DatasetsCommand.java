package io.mapache.cli.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Mapache;
import io.mapache.cli.http.Service;
import io.mapache.cli.stack.Part;
import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code mapache datasets}. */
@Command(
    name = "datasets",
    description = "List the datasets and say when each is trained next.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./mapache datasets"})
public final class DatasetsCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;

  @Override
  public Integer call() {
    JsonNode all = Service.of(Part.TRAINER, mapache.settings()).get("/v1/datasets");
    output.document(all);
    if (all.isEmpty()) {
      output.line("No dataset yet. Make one: ./mapache ingest FOLDER --dataset NAME");
      return 0;
    }
    Table table =
        new Table("DATASET", "IMAGES", "TRAIN", "VAL", "TEST", "CONFLICTS", "CLASSES", "NEXT");
    for (JsonNode one : all) {
      JsonNode splits = one.path("splits");
      table.row(
          one.path("dataset").asText(),
          one.path("images").asText(),
          splits.path("train").asText("0"),
          splits.path("validation").asText("0"),
          splits.path("test").asText("0"),
          one.path("conflicts").asText("0"),
          classes(one.path("classes")),
          one.path("nextTraining").asText("-"));
    }
    output.table(table);
    return 0;
  }

  /** {@code cats 600, dogs 600}, the first few of many. */
  private static String classes(JsonNode counts) {
    List<String> words = new ArrayList<>();
    counts.properties().forEach(e -> words.add(e.getKey() + " " + e.getValue().asText()));
    int shown = Math.min(words.size(), 4);
    String more = words.size() > shown ? " and " + (words.size() - shown) + " more" : "";
    return String.join(", ", words.subList(0, shown)) + more;
  }
}
