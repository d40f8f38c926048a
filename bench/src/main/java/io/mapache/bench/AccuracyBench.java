package io.mapache.bench;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mapache.bench.Jobs.Ran;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.Candidate;
import io.mapache.xception.weights.WeightStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/**
 * Test accuracy of the frozen phase over some seeds, beside what Keras reaches with the same
 * splits; or one fine-tuning beside its frozen start: of everything, as in the guide, or as a
 * recipe says.
 */
final class AccuracyBench {

  /** The guide's two phases; Keras' own curves fine-tune for five epochs. */
  private static final String GUIDE =
      """
      {"head": {"epochs": 20, "workflow": "guide"},
       "augment": {"horizontalFlip": true, "rotation": 0.1},
       "fineTune": {"from": "all", "epochs": %d, "learningRate": 1e-5}}""";

  private AccuracyBench() {}

  static void run(Options options) throws Exception {
    ReferenceSet set = ReferenceSet.of(options.text("set", ""));
    LabelledImages all = LabelledImages.of(options.folder("data"), set.rule);
    LabelledImages images = options.has("quick") ? all.atMost(8) : all;
    Path folder = Folders.fresh(Options.scratch().resolve("accuracy"));
    Path blobs = folder.resolve("blobs");
    Jobs jobs =
        new Jobs(
            folder,
            blobs,
            images.publish(new FolderBlobStore(blobs)),
            new WeightStore(Options.home()).imageNet(),
            options.threads());
    System.out.printf(
        "%s%n%d threads, %s: %s, %d classes%n%n",
        Machine.described(),
        options.threads(),
        images.name(),
        images.counts(),
        images.labels().size());
    Path recipe = options.path("recipe", null);
    if (recipe != null) {
      candidates(jobs, new YAMLMapper().readTree(recipe.toFile()).toString());
    } else if (options.has("fine-tune")) {
      candidates(jobs, GUIDE.formatted(options.number("epochs", 5)));
    } else {
      seeds(jobs, set, options.number("seeds", 5), images.counts().get(Split.TEST));
    }
    Folders.delete(folder);
  }

  private static void seeds(Jobs jobs, ReferenceSet set, int seeds, int tested) throws Exception {
    Path home = jobs.coldHome("home");
    List<Double> accuracies = new ArrayList<>();
    Table table = new Table("seed", "epoch", "validation loss", "test loss", "test accuracy");
    for (int seed = 1; seed <= seeds; seed++) {
      String recipe =
          """
          {"seed": %d, "head": {"epochs": %d, "workflow": "features"},
           "fineTune": {"from": "none"}}"""
              .formatted(seed, set.epochs);
      Ran ran = jobs.train("seed-" + seed, home, recipe);
      Candidate frozen = ran.result().candidates().get(0);
      accuracies.add(frozen.test().accuracy());
      table.row(
          seed,
          frozen.epoch(),
          exact(ran.validationLoss("head", frozen.epoch())),
          exact(frozen.test().logLoss()),
          exact(frozen.test().accuracy()));
    }
    System.out.println(table);
    DoubleSummaryStatistics test =
        accuracies.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    Table summary = new Table("test accuracy", "lowest", "mean", "highest");
    summary.row("Keras, 10 seeds", exact(set.lowest), exact(set.mean), exact(set.highest));
    summary.row(
        "Mapache, %d seeds".formatted(seeds),
        exact(test.getMin()),
        exact(test.getAverage()),
        exact(test.getMax()));
    summary.row("wanted, at least", exact(set.lowest - 1.0 / tested), exact(set.mean - 0.005), "");
    System.out.println(summary);
  }

  private static void candidates(Jobs jobs, String recipe) throws Exception {
    Ran ran = jobs.train("both", jobs.coldHome("home"), recipe);
    Table table =
        new Table(
            "",
            "epoch",
            "validation loss",
            "validation accuracy",
            "test loss",
            "test accuracy",
            "test macro-F1");
    row(table, "frozen", ran, "head", ran.result().candidates().get(0));
    if (ran.result().candidates().size() > 1) {
      row(table, "fine-tuned", ran, "fine-tune", ran.result().candidates().get(1));
    }
    System.out.println(table);
    System.out.println("Seconds by stage: " + ran.result().seconds());
  }

  private static void row(Table table, String name, Ran ran, String phase, Candidate candidate) {
    table.row(
        name,
        candidate.epoch(),
        exact(ran.validationLoss(phase, candidate.epoch())),
        exact(candidate.validation().accuracy()),
        exact(candidate.test().logLoss()),
        exact(candidate.test().accuracy()),
        exact(candidate.test().macroF1()));
  }

  private static String exact(double number) {
    return String.format(Locale.ROOT, "%.4f", number);
  }
}
