package io.mapache.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mapache.contracts.training.Evaluation;
import io.mapache.contracts.training.Evaluation.ClassScore;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The same numbers from scikit-learn 1.9.1 (temperature: scipy 1.17.1's bounded minimiser). */
class ScikitLearnTest {

  private static final Offset<Double> CLOSE = within(1e-6);

  private static final Answers THREE_CLASSES =
      new Answers(
          3,
          new float[] {
            1.0f, 0.39f, -0.36f, -0.16f, -0.59f, -1.29f, 1.08f, 1.74f, -0.64f, 0.19f, 0.64f, 0.46f,
            1.14f, -1.21f, -0.04f, 1.9f, -1.75f, -0.59f, -1.47f, -1.68f, -2.39f, 0.69f, -1.65f,
            0.35f, 1.2f, -0.24f, -3.27f, 0.3f, -0.06f, 0.15f, -0.99f, -0.62f, -1.27f, -0.05f, 1.38f,
            -1.05f, -0.04f, 2.15f, -0.76f, -0.15f, 1.14f, 0.08f, -1.59f, 1.1f, 1.77f, -2.01f, 2.12f,
            0.16f, -0.83f, 3.6f, 0.99f, -1.56f, 1.1f, 0.75f, -0.25f, 1.89f, -0.09f, 0.87f, 2.87f,
            -0.88f, 0.26f, -0.6f, 1.17f, -1.54f, -0.75f, 0.74f, 1.17f, 1.49f, -0.72f, -1.03f, 0.84f,
            -1.59f
          },
          new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2});

  private static final Answers TWO_CLASSES =
      new Answers(
          2,
          new float[] {
            -1.6f, -1.0f, 1.0f, 0.1f, -1.4f, -1.5f, -1.3f, 1.4f, -1.5f, -1.4f, 1.4f, 0.7f, 0.6f,
            -0.8f, 0.9f, 0.2f, 2.6f, 1.9f, 0.9f, 1.9f
          },
          new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});

  @Test
  void ofThreeClasses() {
    Evaluation numbers =
        new Evaluator(List.of("a", "b", "c"), new int[] {12, 8, 4}).evaluate(THREE_CLASSES, 1);
    assertThat(numbers.accuracy()).isCloseTo(0.7083333333, CLOSE);
    assertThat(numbers.balancedAccuracy()).isCloseTo(0.6805555556, CLOSE);
    assertThat(numbers.macroF1()).isCloseTo(0.6793650794, CLOSE);
    assertThat(numbers.logLoss()).isCloseTo(0.7810277512, CLOSE);
    assertThat(numbers.confusion())
        .isEqualTo(List.of(List.of(8, 4, 0), List.of(0, 7, 1), List.of(0, 2, 2)));
    assertThat(numbers.perClass())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            new ClassScore("a", 12, 1, 8 / 12.0, 0.8),
            new ClassScore("b", 8, 7 / 13.0, 0.875, 14 / 21.0),
            new ClassScore("c", 4, 2 / 3.0, 0.5, 4 / 7.0));
    assertThat(numbers.calibrationError()).isCloseTo(0.1530260427, CLOSE);
  }

  @Test
  void ofTwoClasses() {
    Evaluation numbers =
        new Evaluator(List.of("a", "b"), new int[] {10, 10}).evaluate(TWO_CLASSES, 1);
    assertThat(numbers.accuracy()).isCloseTo(0.8, CLOSE);
    assertThat(numbers.rocAuc()).isCloseTo(0.865, CLOSE);
    assertThat(numbers.logLoss()).isCloseTo(0.4561482459, CLOSE);
  }

  @Test
  void temperatureIsTheMinimisers() {
    double temperature = Temperature.fit(THREE_CLASSES);
    assertThat(temperature).isCloseTo(1.0576335719, within(1e-4));
    assertThat(THREE_CLASSES.cooled(temperature).meanLoss()).isCloseTo(0.7803951291, CLOSE);
    assertThat(Calibration.error(THREE_CLASSES, temperature)).isCloseTo(0.1868437463, within(1e-4));
  }
}
