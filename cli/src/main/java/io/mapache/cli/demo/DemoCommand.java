package io.mapache.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.cli.Mapache;
import io.mapache.cli.terminal.Farewell;
import io.mapache.cli.terminal.Output;
import io.mapache.cli.training.RecipeOptions;
import io.mapache.contracts.Name;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code mapache demo}. */
@Command(
    name = "demo",
    description =
        "Run the whole loop: start, take images in, train, swap, and ask the running service about"
            + " the whole test split. Leaves everything running.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./mapache demo                          solar cells, fetched (elpv)",
      "  ./mapache demo --dataset cats-vs-dogs   the Keras guide's own data, 0.8 GB",
      "  ./mapache demo --data photos            a folder of yours, one folder per label"
    })
public final class DemoCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;
  @Mixin private RecipeOptions recipeOptions;
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Your own images, one folder per label.")
  private Path data;

  @Option(
      names = {"-d", "--dataset"},
      paramLabel = "NAME",
      description =
          "elpv (default) or cats-vs-dogs; with --data the name that the dataset gets (default: the"
              + " folder's).")
  private String dataset;

  @Option(
      names = "--limit-per-class",
      paramLabel = "N",
      description =
          "At most N images of each class, always the same ones; 0: all (default: 300 for elpv, 600"
              + " for cats-vs-dogs, all of --data).")
  private Integer limit;

  @Option(names = "--seed", paramLabel = "N", description = "The training's seed.")
  private Long seed;

  @Override
  public Integer call() {
    Source source = source();
    ObjectNode recipe = recipeOptions.asked();
    if (seed != null) {
      recipe.put("seed", seed);
    }
    int perClass = limit == null ? source.perClass().orElse(0) : limit;
    String name = dataset == null ? source.name() : dataset;
    Report report =
        new Farewell("Interrupted. What was started runs on; stop it: ./mapache down")
            .unlessDone(
                output,
                () -> new Demo(mapache.settings(), output).run(source, name, perClass, recipe));
    report.print(output);
    next(report);
    output.document(ReportDocument.of(report));
    return report.served().complete() ? 0 : 1;
  }

  private Source source() {
    if (limit != null && limit < 0) {
      throw usage("--limit-per-class: " + limit + " (expected: 0 or more)");
    }
    if (data != null) {
      return new FolderSource(named(data));
    }
    if (dataset == null || dataset.equals(Elpv.NAME)) {
      return new Elpv();
    }
    if (dataset.equals(CatsVsDogs.NAME)) {
      return new CatsVsDogs(CatsVsDogs.OFFICIAL);
    }
    throw usage(
        "--dataset: '%s' (expected: %s or %s, or --data FOLDER beside it)"
            .formatted(dataset, Elpv.NAME, CatsVsDogs.NAME));
  }

  private Path named(Path folder) {
    if (dataset != null) {
      try {
        Name.identifier("--dataset", dataset);
      } catch (IllegalArgumentException e) {
        throw usage(e.getMessage());
      }
    }
    return folder;
  }

  private void next(Report report) {
    String model = report.training().model();
    output.line("");
    output.line("Everything runs on. What you can do next:");
    output.line("  ./mapache status");
    output.line("  ./mapache predict IMAGE --model " + model);
    output.line(
        "  ./mapache ingest FOLDER --dataset %s && ./mapache train --dataset %s"
            .formatted(report.dataset(), report.dataset()));
    output.line(
        "  ./mapache down          stops it; images and models are kept in "
            + mapache.settings().home());
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
