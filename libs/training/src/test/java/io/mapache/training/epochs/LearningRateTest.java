package io.mapache.training.epochs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mapache.contracts.training.Recipe.Schedule;
import org.junit.jupiter.api.Test;

class LearningRateTest {

  @Test
  void staysOrFallsAlongHalfACosineStepByStep() {
    assertThat(new LearningRate(Schedule.CONSTANT, 1e-5, 10).at(9)).isEqualTo(1e-5);
    LearningRate cosine = new LearningRate(Schedule.COSINE, 1e-4, 10);
    assertThat(cosine.at(0)).isEqualTo(1e-4);
    assertThat(cosine.at(5)).isCloseTo(5e-5, within(1e-18));
    // 0.5 * (1 + cos(0.9 pi)), as Keras' CosineDecay gives it for the last of ten steps.
    assertThat(cosine.at(9)).isCloseTo(2.447174e-6, within(1e-11));
  }
}
