package io.mapache.training.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.ClassWeights;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobProgress;
import io.mapache.contracts.training.JobSpec;
import io.mapache.contracts.training.Recipe;
import io.mapache.contracts.training.Recipe.AugmentRecipe;
import io.mapache.contracts.training.Recipe.EarlyStoppingRecipe;
import io.mapache.contracts.training.Recipe.FineTuneRecipe;
import io.mapache.contracts.training.Recipe.HeadRecipe;
import io.mapache.contracts.training.Recipe.Schedule;
import io.mapache.contracts.training.Recipe.Workflow;
import io.mapache.training.ImageNet;
import io.mapache.training.Recipes;
import io.mapache.training.head.FrozenCost;
import io.mapache.training.head.TrainedHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three ways to features of training images, and augmented fine-tuning, as whole trainings. */
class WorkflowsTest {

  /** 24 training, 8 validation and 8 test images. */
  private static final int TRAIN = 24;

  private static final int OTHERS = 16;
  private static final AugmentRecipe AUGMENT = new AugmentRecipe(true, false, 0.1, 2);

  @TempDir static Path root;

  private static JobHarness jobs;
  private static Digest manifest;

  @BeforeAll
  static void provideTheBase() throws IOException {
    jobs = new JobHarness(root);
    ImageNet.provide(jobs.home());
    manifest = jobs.dataset().manifest();
  }

  @Test
  void guideRunsTheBaseAnewInEachEpochAndGoesOnBehindTheLastOne() throws IOException {
    Recipe recipe = frozen(Workflow.GUIDE, 3);
    run("guide", recipe);
    FrozenCost cost = cost("guide");
    assertThat(cost.workflow()).isEqualTo(Workflow.GUIDE);
    assertThat(cost.forwardPasses()).isBetween(3L * TRAIN, 3L * TRAIN + OTHERS);
    assertThat(cost.seconds()).isPositive();

    JobSpec spec = jobs.spec("guide-cut", manifest, recipe, null);
    JobHarness.Ran cut = jobs.run(spec, WorkflowsTest::endsEpoch2);
    assertThat(cut.exit()).isEqualTo(JobExit.CANCELLED);
    JobHarness.Ran rest = jobs.run(spec);
    assertThat(rest.exit()).as(rest.sentence()).isEqualTo(JobExit.DONE);
    assertThat(rest.of("head"))
        .filteredOn(line -> line.valLoss() != null)
        .extracting(JobProgress::epoch)
        .containsExactly(3);
    assertThat(head("guide-cut")).isEqualTo(head("guide"));
    // Features of validation and test images were there from the first run.
    assertThat(cost("guide-cut").forwardPasses()).isEqualTo(3 * TRAIN);
  }

  @Test
  void guideDiffersFromStoredFeaturesByItsAugmentationAlone() throws IOException {
    run("stored", frozen(Workflow.FEATURES, 1));
    run("fresh-plain", Recipes.with(frozen(Workflow.GUIDE, 1), "augment", AugmentRecipe.NONE));
    run("fresh", frozen(Workflow.GUIDE, 1));
    double stored = head("stored").kept().loss();
    assertThat(head("fresh-plain").kept().loss()).isCloseTo(stored, within(1e-4));
    assertThat(head("fresh").kept().loss()).isNotCloseTo(stored, within(1e-3));
  }

  private static boolean endsEpoch2(JobProgress line) {
    return line.phase().equals("head") && line.valLoss() != null && line.epoch() == 2;
  }

  @Test
  void variantsAreComputedOnceAndSharedByLaterTrainings() throws IOException {
    Recipe recipe = frozen(Workflow.VARIANTS, 4);
    run("variants", recipe);
    assertThat(cost("variants").copies()).isEqualTo(2);
    assertThat(cost("variants").forwardPasses()).isBetween(2L * TRAIN, 2L * TRAIN + OTHERS);
    Recipe longer =
        Recipes.with(
            frozen(Workflow.VARIANTS, 5), "augment", new AugmentRecipe(true, false, 0.1, 3));
    run("more-variants", longer);
    assertThat(cost("more-variants").forwardPasses()).isEqualTo(TRAIN);
    assertThat(head("more-variants").history()).hasSize(5);
  }

  @Test
  void fineTuningFromABlockLearnsFromTheVariantsOfItsPrefix() throws IOException {
    Recipe recipe = tuned("block14", 2, EarlyStoppingRecipe.OFF);
    JobHarness.Ran ran = run("tuned-variants", recipe);
    List<JobProgress> prefix = ran.of("prefix");
    assertThat(prefix.get(prefix.size() - 1).done()).isEqualTo(2 * TRAIN + 8);
    JobSpec spec = jobs.spec("tuned-variants-cut", manifest, recipe, null);
    jobs.run(spec, line -> line.phase().equals("prefix") && line.done() > 0);
    jobs.run(spec, line -> line.phase().equals("fine-tune") && line.valLoss() != null);
    assertThat(jobs.run(spec).exit()).isEqualTo(JobExit.DONE);
    Candidate expected = jobs.result("tuned-variants").candidates().get(1);
    Candidate resumed = jobs.result("tuned-variants-cut").candidates().get(1);
    assertThat(resumed.base()).isEqualTo(expected.base());
    assertThat(resumed.head()).isEqualTo(expected.head());
    FineTunedStage.History history =
        read("tuned-variants", "tuned.json", FineTunedStage.History.class);
    assertThat(history.epochs()).hasSize(2);
    assertThat(history.epoch()).isEqualTo(expected.epoch());
  }

  @Test
  void fineTuningOfEverythingAugmentsFreshlyAndStopsEarly() throws IOException {
    Recipe recipe = tuned("all", 3, new EarlyStoppingRecipe(1, 100, true));
    JobHarness.Ran ran = run("tuned-all", recipe);
    List<JobProgress> epochs =
        ran.of("fine-tune").stream().filter(line -> line.valLoss() != null).toList();
    assertThat(epochs).hasSize(2);
    assertThat(jobs.result("tuned-all").candidates().get(1).epoch()).isEqualTo(1);
    JobSpec plain =
        jobs.spec(
            "tuned-all-plain", manifest, Recipes.with(recipe, "augment", AugmentRecipe.NONE), null);
    JobHarness.Ran cut =
        jobs.run(plain, line -> line.phase().equals("fine-tune") && line.valLoss() != null);
    JobProgress first = cut.lines().get(cut.lines().size() - 1);
    assertThat(first.loss()).isNotCloseTo(epochs.get(0).loss(), within(1e-4));
  }

  @Test
  void theWeightsOfClassesReachTheHead() throws IOException {
    Recipe recipe = frozen(Workflow.FEATURES, 2);
    run("unweighted", recipe);
    run(
        "weighted",
        Recipes.with(
            recipe,
            "classWeights",
            new ClassWeights(ClassWeights.Mode.GIVEN, Map.of("dots", 50.0))));
    assertThat(head("weighted").history().get(0).valLoss())
        .isNotCloseTo(head("unweighted").history().get(0).valLoss(), within(1e-2));
  }

  @Test
  void refusesAWeightForALabelThatThereIsNot() throws IOException {
    Recipe recipe =
        Recipes.with(
            frozen(Workflow.FEATURES, 2),
            "classWeights",
            new ClassWeights(ClassWeights.Mode.GIVEN, Map.of("cats", 2.0)));
    JobHarness.Ran ran = jobs.run(jobs.spec("weights", manifest, recipe, null));
    assertThat(ran.exit()).isEqualTo(JobExit.BAD_INPUT);
    assertThat(ran.sentence()).contains("classWeights", "cats", "dots");
  }

  private static JobHarness.Ran run(String name, Recipe recipe) throws IOException {
    JobHarness.Ran ran = jobs.run(jobs.spec(name, manifest, recipe, null));
    assertThat(ran.exit()).as(ran.sentence()).isEqualTo(JobExit.DONE);
    return ran;
  }

  private static Recipe frozen(Workflow workflow, int epochs) {
    Recipe augmented = Recipes.with(JobHarness.frozenOnly(), "augment", AUGMENT);
    return Recipes.with(augmented, "head", new HeadRecipe(epochs, 3e-3, 0.2, workflow));
  }

  private static Recipe tuned(String from, int epochs, EarlyStoppingRecipe stopping) {
    Recipe recipe =
        frozen(Workflow.FEATURES, 2)
            .withFineTune(new FineTuneRecipe(from, epochs, 1e-5, Schedule.COSINE));
    return Recipes.with(
        Recipes.with(recipe, "classWeights", ClassWeights.BALANCED), "earlyStopping", stopping);
  }

  private static FrozenCost cost(String training) throws IOException {
    return read(training, "frozen-cost.json", FrozenCost.class);
  }

  private static TrainedHead head(String training) throws IOException {
    return read(training, "head.json", TrainedHead.class);
  }

  private static <T> T read(String training, String file, Class<T> type) throws IOException {
    return Json.read(Files.readAllBytes(jobs.work(training).resolve(file)), type);
  }
}
