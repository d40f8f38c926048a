package io.mapache.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AccuracyTest {

  /** The definition: at its ends, the observed share is z standard deviations away. */
  @Test
  void theIntervalIsWilsons() {
    Accuracy accuracy = new Accuracy(174, 180);
    for (double end : new double[] {accuracy.low(), accuracy.high()}) {
      double deviation = Math.sqrt(end * (1 - end) / 180);
      assertThat(Math.abs(accuracy.value() - end)).isCloseTo(1.959964 * deviation, within(1e-6));
    }
    assertThat(accuracy.low()).isLessThan(accuracy.value());
    assertThat(accuracy.high()).isGreaterThan(accuracy.value());
  }

  @Test
  void allRightIsNotCertainty() {
    Accuracy accuracy = new Accuracy(20, 20);
    assertThat(accuracy.high()).isEqualTo(1);
    assertThat(accuracy.low()).isCloseTo(0.838875, within(1e-6));
  }

  @Test
  void nothingAskedIsNothingKnown() {
    Accuracy accuracy = new Accuracy(0, 0);
    assertThat(accuracy.low()).isZero();
    assertThat(accuracy.high()).isOne();
  }
}
