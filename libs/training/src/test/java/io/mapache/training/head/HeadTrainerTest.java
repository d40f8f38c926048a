package io.mapache.training.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.training.Recipe;
import io.mapache.contracts.training.Recipe.HeadRecipe;
import io.mapache.training.epochs.EpochScore;
import io.mapache.training.epochs.Tally;
import io.mapache.training.rows.Examples;
import io.mapache.training.rows.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadTrainerTest {

  private static final HeadRecipe RECIPE = new HeadRecipe(8, 1e-2, 0.2, Recipe.Workflow.FEATURES);

  @Test
  void learnsToTellTwoClassesApart() {
    TrainedHead trained = train(2, 1);
    assertThat(trained.kept().valAccuracy()).isGreaterThan(0.95);
    assertThat(trained.kept().valLoss()).isLessThan(trained.history().get(0).valLoss());
  }

  @Test
  void learnsToTellFiveClassesApart() {
    assertThat(train(5, 1).kept().valAccuracy()).isGreaterThan(0.95);
  }

  @Test
  void theSameSeedGivesTheSameHeadBitForBitAndAnotherSeedAnother() {
    assertThat(train(2, 3)).isEqualTo(train(2, 3));
    assertThat(train(2, 3).head()).isNotEqualTo(train(2, 4).head());
  }

  @Test
  void keepsTheEpochWithTheLowestValidationLoss() {
    TrainedHead trained = train(2, 1);
    double lowest = trained.history().stream().mapToDouble(EpochScore::valLoss).min().orElseThrow();
    assertThat(trained.kept().valLoss()).isEqualTo(lowest);
    Examples validation = clusters(50, 2, 99);
    float[] logits = new float[50];
    new HeadLearner(trained.head(), 1).logits(matrix(validation), 50, logits);
    Tally again = new Tally();
    again.add(logits, 1, validation.labels(), 50);
    assertThat(again.loss()).isEqualTo(lowest);
  }

  @Test
  void goesOnAfterAShortLastBatch() {
    TrainedHead trained =
        new HeadTrainer(RECIPE, 32, 1).train(clusters(33, 2, 1), clusters(3, 2, 2), 2, e -> {});
    assertThat(trained.history()).hasSize(8);
  }

  @Test
  void tellsEveryEpochInOrderAndEndsWhenTheListenerThrows() {
    List<Integer> epochs = new ArrayList<>();
    assertThatThrownBy(
            () ->
                new HeadTrainer(RECIPE, 32, 1)
                    .train(
                        clusters(64, 2, 1),
                        clusters(8, 2, 2),
                        2,
                        score -> {
                          epochs.add(score.epoch());
                          if (score.epoch() == 3) {
                            throw new IllegalStateException("cancelled");
                          }
                        }))
        .hasMessage("cancelled");
    assertThat(epochs).containsExactly(1, 2, 3);
  }

  private static TrainedHead train(int classes, long seed) {
    return new HeadTrainer(RECIPE, 32, seed)
        .train(clusters(200, classes, 1), clusters(50, classes, 99), classes, score -> {});
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
