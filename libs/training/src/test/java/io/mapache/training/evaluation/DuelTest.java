package io.mapache.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mapache.contracts.training.Comparison;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DuelTest {

  private static final List<String> CLASSES = List.of("cat", "dog");

  @Test
  void countsWhereOnlyOneOfThemIsRight() {
    int[] labels = {0, 0, 1, 1};
    Answers candidate = new Answers(2, new float[] {-1, -1, 1, -1}, labels);
    Answers champion = new Answers(2, new float[] {-1, 1, -1, 1}, labels);
    Comparison duel = duel(candidate, CLASSES, champion, Map.of());
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
  void theDifferenceComesWithItsProbabilityByChance() {
    // 15 against 5: reference value of the exact test.
    int[] labels = new int[20];
    float[] candidate = new float[20];
    float[] champion = new float[20];
    for (int i = 0; i < 20; i++) {
      candidate[i] = i < 5 ? -1 : 1;
      champion[i] = -candidate[i];
    }
    Comparison duel =
        duel(
            new Answers(2, candidate, labels), CLASSES, new Answers(2, champion, labels), Map.of());
    assertThat(duel.championOnly()).isEqualTo(15);
    assertThat(duel.pValue()).isCloseTo(0.04139, within(1e-5));
  }

  @Test
  void imagesOfClassesThatTheChampionDoesNotKnowAreCountedApart() {
    // The champion knows bird and cat; the new snapshot cat and dog.
    int[] labels = {0, 0, 1, 1, 1};
    Answers candidate = new Answers(2, new float[] {-1, 1, 1, 1, -1}, labels);
    Answers champion = new Answers(2, new float[] {2, -2, 2, 2, 2}, labels);
    Comparison duel = duel(candidate, List.of("bird", "cat"), champion, Map.of());
    assertThat(duel.images()).as("the two cats").isEqualTo(2);
    assertThat(duel.championAccuracy()).as("a cat that is a bird is wrong").isEqualTo(0.5);
    assertThat(duel.candidateAccuracy()).isEqualTo(0.5);
    assertThat(duel.championLogLoss())
        .isCloseTo((Math.log1p(Math.exp(-2)) + Math.log1p(Math.exp(2))) / 2, within(1e-9));
    assertThat(duel.perClass()).extracting(Comparison.Recall::label).containsExactly("cat");
    assertThat(duel.newImages()).isEqualTo(3);
    assertThat(duel.newAccuracy()).isEqualTo(2 / 3.0);
  }

  @Test
  void aRenamedClassIsTheSameClass() {
    int[] labels = {0, 1};
    Answers right = new Answers(2, new float[] {-1, 1}, labels);
    Comparison duel = duel(right, List.of("cat", "hound"), right, Map.of("hound", "dog"));
    assertThat(duel.images()).isEqualTo(2);
    assertThat(duel.championAccuracy()).isEqualTo(1);
    assertThat(duel.championLogLoss()).isCloseTo(duel.candidateLogLoss(), within(1e-12));
  }

  @Test
  void theProbabilitiesOfMergedClassesAddUp() {
    // Poodle and hound have become dog: 0.2 + 0.3 for a dog, and either answer is right.
    int[] labels = {1};
    Answers candidate = new Answers(2, new float[] {1}, labels);
    float[] logits = {(float) Math.log(0.5), (float) Math.log(0.3), (float) Math.log(0.2)};
    Answers champion = new Answers(3, logits, new int[] {0});
    Map<String, String> renamed = Map.of("hound", "dog", "poodle", "dog");
    Comparison duel = duel(candidate, List.of("cat", "hound", "poodle"), champion, renamed);
    assertThat(duel.championLogLoss()).isCloseTo(-Math.log(0.5), within(1e-6));
    Answers hound = new Answers(3, new float[] {0, 3, 0}, new int[] {0});
    assertThat(
            duel(candidate, List.of("cat", "hound", "poodle"), hound, renamed).championAccuracy())
        .isEqualTo(1);
  }

  @Test
  void noFairImagesIsNoAdvantage() {
    Answers none = new Answers(2, new float[0], new int[0]);
    Comparison duel = duel(none, CLASSES, none, Map.of());
    assertThat(duel.images()).isZero();
    assertThat(duel.championOnly() + duel.candidateOnly()).isZero();
    assertThat(duel.candidateLogLoss()).isZero();
    assertThat(duel.pValue()).isEqualTo(1);
  }

  private static Comparison duel(
      Answers candidate,
      List<String> championClasses,
      Answers champion,
      Map<String, String> renamed) {
    return new Duel(CLASSES, candidate, championClasses, champion, renamed).comparison();
  }
}
