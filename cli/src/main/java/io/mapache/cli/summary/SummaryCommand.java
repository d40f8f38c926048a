package io.mapache.cli.summary;

import io.mapache.cli.terminal.Output;
import io.mapache.cli.training.RecipeOptions;
import io.mapache.contracts.training.Recipe;
import io.mapache.contracts.training.Recipe.FineTuneRecipe;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mapache summary}. */
@Command(
    name = "summary",
    description =
        "Show the network layer by layer, as Keras' model.summary() does, and what each phase of a"
            + " training trains. Needs nothing that runs.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./mapache summary",
      "  ./mapache summary --preset guide --expand",
      "  ./mapache summary --recipe pets.yaml --classes 12 --from block13"
    })
public final class SummaryCommand implements Callable<Integer> {

  private static final int MAX_CLASSES = 1_000;

  @Mixin private Output output;
  @Mixin private RecipeOptions recipeOptions;
  @Spec private CommandSpec spec;

  @Option(
      names = "--classes",
      paramLabel = "N",
      defaultValue = "2",
      description = "Labels that the head tells apart (default: ${DEFAULT-VALUE}).")
  private int classes;

  @Option(
      names = "--from",
      paramLabel = "BLOCK",
      description =
          "Where the fine-tuning starts: all, block2 to block14, or none; over the recipe.")
  private String from;

  @Option(names = "--expand", description = "Also the layers of the base, one by one.")
  private boolean expand;

  @Override
  public Integer call() {
    if (classes < 2 || classes > MAX_CLASSES) {
      throw usage("--classes: " + classes + " (expected: 2 to " + MAX_CLASSES + ")");
    }
    Summary summary = Summary.of(recipe(), classes);
    SummaryTable.print(summary, expand, output);
    output.document(SummaryDocument.of(summary));
    return 0;
  }

  private Recipe recipe() {
    Recipe recipe = recipeOptions.whole();
    if (from == null) {
      return recipe;
    }
    FineTuneRecipe given = recipe.fineTune();
    try {
      return recipe.withFineTune(
          new FineTuneRecipe(from, given.epochs(), given.learningRate(), given.schedule()));
    } catch (IllegalArgumentException e) {
      throw usage("--from: " + e.getMessage());
    }
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
