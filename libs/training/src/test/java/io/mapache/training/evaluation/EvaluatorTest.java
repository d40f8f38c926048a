package io.mapache.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mapache.contracts.training.Evaluation;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Numbers worked out by hand; see {@link ScikitLearnTest} for larger cases. */
class EvaluatorTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final Offset<Double> CLOSE = within(1e-6);

  private final Evaluator evaluator = new Evaluator(List.of("cat", "dog"), new int[] {10, 30});

  /** Labels cat cat cat dog dog; answers cat cat dog dog cat. */
  private final Answers five =
      new Answers(2, new float[] {-2, -1, 1, 3, -0.5f}, new int[] {0, 0, 0, 1, 1});

  @Test
  void countsRightAndWrongAnswersByClass() {
    Evaluation numbers = evaluator.evaluate(five, 1);
    assertThat(numbers.images()).isEqualTo(5);
    assertThat(numbers.accuracy()).isCloseTo(3 / 5.0, EXACT);
    assertThat(numbers.confusion()).isEqualTo(List.of(List.of(2, 1), List.of(1, 1)));
    assertThat(numbers.majority()).as("always dog").isCloseTo(2 / 5.0, EXACT);
    Evaluation.ClassScore cat = numbers.perClass().get(0);
    assertThat(cat).isEqualTo(new Evaluation.ClassScore("cat", 3, 2 / 3.0, 2 / 3.0, 4 / 6.0));
    Evaluation.ClassScore dog = numbers.perClass().get(1);
    assertThat(dog).isEqualTo(new Evaluation.ClassScore("dog", 2, 0.5, 0.5, 0.5));
    assertThat(numbers.macroF1()).isCloseTo((4 / 6.0 + 0.5) / 2, EXACT);
    assertThat(numbers.balancedAccuracy()).isCloseTo((2 / 3.0 + 0.5) / 2, EXACT);
  }

  @Test
  void logLossIsThatOfTheTrueClass() {
    double expected =
        (softplus(-2) + softplus(-1) + softplus(1) + softplus(-3) + softplus(0.5)) / 5;
    assertThat(evaluator.evaluate(five, 1).logLoss()).isCloseTo(expected, CLOSE);
    // The temperature is for confidence, not for this.
    assertThat(evaluator.evaluate(five, 3).logLoss()).isCloseTo(expected, CLOSE);
  }

  private static double softplus(double x) {
    return Math.log1p(Math.exp(x));
  }

  @Test
  void rocAucIsTheShareOfPairsInTheRightOrder() {
    // dog 3 beats all three cats; dog -0.5 beats two of three.
    assertThat(evaluator.evaluate(five, 1).rocAuc()).isCloseTo(5 / 6.0, EXACT);
  }

  @Test
  void tiesCountHalfInRocAuc() {
    assertThat(RocAuc.of(new float[] {1, 1, 1, 0}, new int[] {0, 1, 1, 0}).getAsDouble())
        .isCloseTo((0.5 + 0.5 + 1 + 1) / 4, EXACT);
  }

  @Test
  void rocAucNeedsBothClassesAndExactlyTwo() {
    Answers catsOnly = new Answers(2, new float[] {-1, 1}, new int[] {0, 0});
    assertThat(evaluator.evaluate(catsOnly, 1).rocAuc()).isNull();
    Evaluator three = new Evaluator(List.of("a", "b", "c"), new int[] {1, 1, 1});
    Answers answers = new Answers(3, new float[] {1, 0, 0}, new int[] {0});
    assertThat(three.evaluate(answers, 1).rocAuc()).isNull();
  }

  @Test
  void wilsonsIntervalIsTheTextbooks() {
    Wilson interval = Wilson.of(172, 178);
    assertThat(interval.low()).isCloseTo(0.928421597427822, CLOSE);
    assertThat(interval.high()).isCloseTo(0.984461559767981, CLOSE);
    assertThat(Wilson.of(10, 10).high()).isCloseTo(1, EXACT);
    assertThat(Wilson.of(10, 10).low())
        .isCloseTo(10 / (10 + 1.959963984540054 * 1.959963984540054), EXACT);
    assertThat(Wilson.of(0, 0)).isEqualTo(new Wilson(0, 1));
  }

  @Test
  void calibrationErrorIsTheMeanGapBetweenConfidenceAndRightAnswers() {
    // Confidences 0.9 (twice, one of them right) and 0.6 (right), each in a bin of its own.
    float nine = (float) Math.log(9);
    float six = (float) Math.log(1.5);
    Answers answers = new Answers(2, new float[] {nine, -nine, six}, new int[] {1, 1, 1});
    assertThat(Calibration.error(answers, 1))
        .isCloseTo((Math.abs(1 - 1.8) + Math.abs(1 - 0.6)) / 3, CLOSE);
  }

  @Test
  void aClassWithoutImagesDoesNotCountInBalancedAccuracy() {
    Answers catsOnly = new Answers(2, new float[] {-1, 1}, new int[] {0, 0});
    assertThat(evaluator.evaluate(catsOnly, 1).balancedAccuracy()).isCloseTo(0.5, EXACT);
  }

  @Test
  void aMatrixOfMoreClassesThanAnEventCanCarryIsLeftOut() {
    int classes = Evaluation.CONFUSION_CLASSES + 1;
    List<String> labels = IntStream.range(0, classes).mapToObj(String::valueOf).toList();
    Answers answers = new Answers(classes, new float[classes], new int[1]);
    Evaluation numbers = new Evaluator(labels, new int[classes]).evaluate(answers, 1);
    assertThat(numbers.confusion()).isEmpty();
    assertThat(numbers.perClass()).hasSize(classes);
  }

  @Test
  void nothingIsKnownOfNoImages() {
    Evaluation numbers = evaluator.evaluate(new Answers(2, new float[0], new int[0]), 1);
    assertThat(numbers.images()).isZero();
    assertThat(numbers.accuracy()).isZero();
    assertThat(numbers.accuracyHigh()).isEqualTo(1);
    assertThat(numbers.rocAuc()).isNull();
  }

  @Test
  void ofThreeClassesTheLargestLogitAnswers() {
    Evaluator three = new Evaluator(List.of("a", "b", "c"), new int[] {5, 1, 1});
    Answers answers = new Answers(3, new float[] {1, 2, 0, 3, 0, 0, 0, 0, 1}, new int[] {1, 0, 1});
    Evaluation numbers = three.evaluate(answers, 1);
    assertThat(numbers.accuracy()).isCloseTo(2 / 3.0, EXACT);
    assertThat(numbers.confusion())
        .isEqualTo(List.of(List.of(1, 0, 0), List.of(0, 1, 1), List.of(0, 0, 0)));
    assertThat(numbers.perClass().get(2).f1()).isZero();
    double loss =
        Math.log(Math.exp(1) + Math.exp(2) + 1)
            - 2
            + Math.log(Math.exp(3) + 2)
            - 3
            + Math.log(2 + Math.exp(1));
    assertThat(numbers.logLoss()).isCloseTo(loss / 3, CLOSE);
  }
}
