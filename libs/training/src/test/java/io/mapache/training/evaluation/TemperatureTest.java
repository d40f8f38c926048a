package io.mapache.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TemperatureTest {

  @Test
  void coolsAnswersThatAreSurerThanTheyAreRight() {
    // Says 4 (98 %), is right three times of four: the best is log 3, so T = 4 / log 3.
    Answers sure = new Answers(2, new float[] {4, 4, 4, 4}, new int[] {1, 1, 1, 0});
    assertThat(Temperature.fit(sure)).isCloseTo(4 / Math.log(3), within(1e-3));
  }

  @Test
  void theBestOfManyClassesIsAMinimum() {
    Answers answers =
        new Answers(3, new float[] {2, 0, 1, 3, 1, 0, 0, 5, 1, 1, 0, 4}, new int[] {0, 1, 1, 2});
    double best = Temperature.fit(answers);
    double loss = answers.cooled(best).meanLoss();
    assertThat(answers.cooled(best * 1.02).meanLoss()).isGreaterThan(loss);
    assertThat(answers.cooled(best / 1.02).meanLoss()).isGreaterThan(loss);
  }

  @Test
  void staysWithinBoundsWhenEverythingIsRightOrNothing() {
    assertThat(Temperature.fit(new Answers(2, new float[] {1, -1}, new int[] {1, 0})))
        .isCloseTo(0.05, within(1e-4));
    assertThat(Temperature.fit(new Answers(2, new float[] {1, -1}, new int[] {0, 1})))
        .isCloseTo(20, within(1e-2));
    assertThat(Temperature.fit(new Answers(2, new float[0], new int[0]))).isEqualTo(1);
  }
}
