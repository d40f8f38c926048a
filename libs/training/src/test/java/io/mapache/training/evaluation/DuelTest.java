package io.mapache.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mapache.contracts.training.Comparison;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuelTest {

  private static final List<String> CLASSES = List.of("cat", "dog");

  @Test
  void countsWhereOnlyOneOfThemIsRight() {
    int[] labels = {0, 0, 1, 1};
    Answers candidate = new Answers(2, new float[] {-1, -1, 1, -1}, labels);
    Answers champion = new Answers(2, new float[] {-1, 1, -1, 1}, labels);
    Comparison duel = new Duel(CLASSES, candidate, CLASSES, champion).comparison();
    assertThat(duel.images()).isEqualTo(4);
    assertThat(duel.candidateAccuracy()).isEqualTo(0.75);
    assertThat(duel.championAccuracy()).isEqualTo(0.5);
    assertThat(duel.candidateOnly()).isEqualTo(2);
    assertThat(duel.championOnly()).isEqualTo(1);
    assertThat(duel.perClass())
        .containsExactly(
            new Comparison.Recall("cat", 2, 0.5, 1), new Comparison.Recall("dog", 2, 0.5, 0.5));
    assertThat(duel.championLogLoss())
        .isCloseTo((2 * Math.log1p(Math.exp(-1)) + 2 * Math.log1p(Math.exp(1))) / 4, within(1e-9));
  }

  @Test
  void aChampionOfOtherClassesIsReadByItsOwnNames() {
    // The champion knows bird and cat; the new snapshot cat and dog.
    int[] labels = {0, 1};
    Answers candidate = new Answers(2, new float[] {-1, 1}, labels);
    Answers champion = new Answers(2, new float[] {2, 2}, labels);
    Comparison duel = new Duel(CLASSES, candidate, List.of("bird", "cat"), champion).comparison();
    assertThat(duel.championAccuracy()).as("cat is cat, dog is unknown").isEqualTo(0.5);
    assertThat(duel.championLogLoss())
        .isCloseTo((Math.log1p(Math.exp(-2)) - Math.log(1e-7)) / 2, within(1e-9));
  }

  @Test
  void noFairImagesIsNoAdvantage() {
    Answers none = new Answers(2, new float[0], new int[0]);
    Comparison duel = new Duel(CLASSES, none, CLASSES, none).comparison();
    assertThat(duel.images()).isZero();
    assertThat(duel.championOnly() + duel.candidateOnly()).isZero();
    assertThat(duel.candidateLogLoss()).isZero();
  }
}
