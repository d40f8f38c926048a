package io.mapache.training.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mapache.contracts.training.Recipe;
import io.mapache.contracts.training.Recipe.EarlyStoppingRecipe;
import io.mapache.contracts.training.Recipe.HeadRecipe;
import io.mapache.training.Recipes;
import io.mapache.training.epochs.EpochScore;
import io.mapache.training.epochs.Tally;
import io.mapache.training.process.Cancellation;
import io.mapache.training.process.WorkFolder;
import io.mapache.training.rows.Examples;
import io.mapache.training.rows.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadTrainerTest {

  private static final Recipe RECIPE =
      Recipes.with(Recipe.DEFAULT, "head", new HeadRecipe(8, 1e-2, 0.2, Recipe.Workflow.FEATURES));

  private static final double[] EQUAL = {1, 1};

  @TempDir private Path folder;

  @Test
  void learnsToTellTwoClassesApart() throws IOException {
    TrainedHead trained = train(2, 1);
    assertThat(trained.kept().valAccuracy()).isGreaterThan(0.95);
    assertThat(trained.kept().valLoss()).isLessThan(trained.history().get(0).valLoss());
  }

  @Test
  void learnsToTellFiveClassesApart() throws IOException {
    assertThat(train(5, 1).kept().valAccuracy()).isGreaterThan(0.95);
  }

  @Test
  void theSameSeedGivesTheSameHeadBitForBitAndAnotherSeedAnother() throws IOException {
    assertThat(train(2, 3)).isEqualTo(train(2, 3));
    assertThat(train(2, 3).head()).isNotEqualTo(train(2, 4).head());
  }

  @Test
  void keepsTheEpochWithTheLowestValidationLoss() throws IOException {
    TrainedHead trained = train(2, 1);
    double lowest = trained.history().stream().mapToDouble(EpochScore::valLoss).min().orElseThrow();
    assertThat(trained.kept().valLoss()).isEqualTo(lowest);
    Examples validation = clusters(50, 2, 99);
    float[] logits = new float[50];
    new HeadLearner(trained.head(), 1, EQUAL).logits(matrix(validation), 50, logits);
    Tally again = new Tally();
    again.add(logits, 1, validation.labels(), 50);
    assertThat(again.loss()).isEqualTo(lowest);
  }

  @Test
  void stopsEarlyAndKeepsTheLastEpochIfAskedTo() throws IOException {
    // Labels of the validation images are swapped: the more is learnt, the worse.
    Examples validation = clusters(50, 2, 99);
    int[] swapped = Arrays.stream(validation.labels()).map(label -> 1 - label).toArray();
    Examples contrary = new Examples(validation.rows(), swapped);
    TrainedHead best = train(stopping(true), contrary, e -> {});
    assertThat(best.history()).hasSize(3);
    assertThat(best.epoch()).isEqualTo(1);
    TrainedHead last = train(stopping(false), contrary, e -> {});
    assertThat(last.history()).isEqualTo(best.history());
    assertThat(last.epoch()).isEqualTo(3);
    assertThat(last.head()).isNotEqualTo(best.head());
  }

  private static Recipe stopping(boolean restoreBest) {
    return new Recipe(
        RECIPE.imageSize(),
        RECIPE.batchSize(),
        RECIPE.head(),
        RECIPE.fineTune(),
        RECIPE.augment(),
        RECIPE.classWeights(),
        new Recipe.EarlyStoppingRecipe(2, 0, restoreBest),
        RECIPE.seed(),
        RECIPE.threads(),
        RECIPE.device());
  }

  @Test
  void goesOnAfterAShortLastBatch() throws IOException {
    assertThat(train(RECIPE, clusters(3, 2, 2), e -> {}).history()).hasSize(8);
  }

  @Test
  void tellsEveryEpochInOrderAndEndsWhenTheListenerThrows() {
    List<Integer> epochs = new ArrayList<>();
    assertThatThrownBy(() -> train(RECIPE, clusters(8, 2, 2), cutAfter(3, epochs)))
        .hasMessage("cancelled");
    assertThat(epochs).containsExactly(1, 2, 3);
  }

  @Test
  void endsWithTheSameHeadWhereverItWasCutShort() throws IOException {
    Examples validation = clusters(50, 2, 99);
    TrainedHead unbroken = train(RECIPE, validation, e -> {});
    try (WorkFolder work = WorkFolder.take(folder, Duration.ZERO, new Cancellation())) {
      HeadCheckpoint checkpoint = new HeadCheckpoint(work, Duration.ZERO);
      List<Integer> epochs = new ArrayList<>();
      for (int epoch : List.of(2, 3)) {
        assertThatThrownBy(() -> train(RECIPE, validation, checkpoint, cutAfter(epoch, epochs)))
            .hasMessage("cancelled");
      }
      TrainedHead resumed =
          train(RECIPE, validation, checkpoint, score -> epochs.add(score.epoch()));
      assertThat(epochs).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
      assertThat(resumed).isEqualTo(unbroken);
      checkpoint.delete();
      assertThat(checkpoint.last()).isEmpty();
    }
  }

  @Test
  void takesWhatTheEpochOffersItAndNotWhatTheOneBeforeDid() throws IOException {
    List<Integer> asked = new ArrayList<>();
    Examples train = clusters(64, 2, 1);
    EpochFeatures features =
        new StoredFeatures(
            epoch -> {
              asked.add(epoch);
              return train;
            });
    try (WorkFolder work = WorkFolder.take(folder, Duration.ZERO, new Cancellation())) {
      new HeadTrainer(RECIPE, EQUAL)
          .train(
              features,
              clusters(8, 2, 2),
              new HeadCheckpoint(work, Duration.ZERO),
              listener(e -> {}));
    }
    assertThat(asked).contains(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void aClassThatWeighsMoreIsAnsweredMoreOften() throws IOException {
    // Images that say nothing: only the weights can.
    Examples blank = new Examples(new InHeap(new float[60][4]), labels(60));
    assertThat(ofTheSecond(blank, new double[] {1, 9})).isCloseTo(0.9f, within(0.03f));
    assertThat(ofTheSecond(blank, EQUAL)).isCloseTo(0.5f, within(0.03f));
  }

  /** The probability of the second class. */
  private float ofTheSecond(Examples examples, double[] weights) throws IOException {
    Recipe toTheEnd =
        Recipes.with(
            Recipes.with(RECIPE, "head", new HeadRecipe(150, 1e-1, 0, Recipe.Workflow.FEATURES)),
            "earlyStopping",
            new EarlyStoppingRecipe(0, 0, false));
    TrainedHead trained = train(toTheEnd, examples, examples, weights);
    return trained.head().probabilities(new float[4])[1];
  }

  private static int[] labels(int n) {
    return IntStream.range(0, n).map(i -> i % 2).toArray();
  }

  private interface AfterEpoch {
    void on(EpochScore score);
  }

  private static AfterEpoch cutAfter(int epoch, List<Integer> epochs) {
    return score -> {
      epochs.add(score.epoch());
      if (score.epoch() == epoch) {
        throw new IllegalStateException("cancelled");
      }
    };
  }

  private static HeadTrainer.Listener listener(AfterEpoch after) {
    return new HeadTrainer.Listener() {
      @Override
      public void images(int n, int epoch, double loss) {}

      @Override
      public void epoch(EpochScore score) {
        after.on(score);
      }
    };
  }

  private TrainedHead train(int classes, long seed) throws IOException {
    double[] weights = new double[classes];
    Arrays.fill(weights, 1);
    return train(
        Recipes.with(RECIPE, "seed", seed),
        clusters(200, classes, 1),
        clusters(50, classes, 99),
        weights);
  }

  private TrainedHead train(Recipe recipe, Examples train, Examples validation, double[] weights)
      throws IOException {
    Path own = Files.createTempDirectory(folder, "work");
    try (WorkFolder work = WorkFolder.take(own, Duration.ZERO, new Cancellation())) {
      return new HeadTrainer(recipe, weights)
          .train(
              StoredFeatures.same(train),
              validation,
              new HeadCheckpoint(work, Duration.ZERO),
              listener(e -> {}));
    }
  }

  /** On 33 images of two classes, into a folder of its own. */
  private TrainedHead train(Recipe recipe, Examples validation, AfterEpoch after)
      throws IOException {
    Path own = Files.createTempDirectory(folder, "work");
    try (WorkFolder work = WorkFolder.take(own, Duration.ZERO, new Cancellation())) {
      return train(recipe, validation, new HeadCheckpoint(work, Duration.ZERO), after);
    }
  }

  private static TrainedHead train(
      Recipe recipe, Examples validation, HeadCheckpoint checkpoint, AfterEpoch after)
      throws IOException {
    return new HeadTrainer(recipe, EQUAL)
        .train(StoredFeatures.same(clusters(33, 2, 1)), validation, checkpoint, listener(after));
  }

  /** Points around one centre a class, which is the same for every set. */
  private static Examples clusters(int n, int classes, long seed) {
    int width = 40;
    Random noise = new Random(seed);
    float[][] rows = new float[n][width];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % classes;
      Random centre = new Random(labels[i]);
      for (int f = 0; f < width; f++) {
        rows[i][f] = (float) (centre.nextGaussian() + 0.7 * noise.nextGaussian());
      }
    }
    return new Examples(new InHeap(rows), labels);
  }

  private static float[] matrix(Examples examples) {
    float[] all = new float[examples.count() * examples.rows().width()];
    for (int i = 0; i < examples.count(); i++) {
      examples.rows().read(i, all, i * examples.rows().width());
    }
    return all;
  }

  private record InHeap(float[][] values) implements Rows {

    @Override
    public int count() {
      return values.length;
    }

    @Override
    public int width() {
      return values[0].length;
    }

    @Override
    public void read(int row, float[] into, int offset) {
      System.arraycopy(values[row], 0, into, offset, width());
    }
  }
}
