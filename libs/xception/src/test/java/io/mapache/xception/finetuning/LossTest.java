package io.mapache.xception.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LossTest {

  @Test
  void isTheMeanOfTheSigmoidCrossEntropy() {
    Loss loss = Loss.of(new float[] {0, 2}, new int[] {1, 0});
    assertThat(loss.value())
        .isCloseTo((Math.log(2) + Math.log(1 + Math.exp(2))) / 2, within(1e-12));
    assertThat(loss.gradient()).containsExactly(new float[] {-0.25f, 0.4403985f}, within(1e-6f));
  }

  @Test
  void isTheMeanOfTheSoftmaxCrossEntropy() {
    Loss loss = Loss.of(new float[] {1, 1, 1, 0, 0, 1000}, new int[] {0, 2});
    assertThat(loss.value()).isCloseTo(Math.log(3) / 2, within(1e-12));
    assertThat(loss.gradient())
        .containsExactly(new float[] {-1 / 3f, 1 / 6f, 1 / 6f, 0, 0, 0}, within(1e-6f));
  }

  @Test
  void multipliesEachLossByTheWeightOfItsClassAndDividesByTheNumberOfExamples() {
    Loss loss = Loss.of(new float[] {0, 2}, new int[] {1, 0}, List.of(0.5, 3.0), 2);
    assertThat(loss.value())
        .isCloseTo((3 * Math.log(2) + 0.5 * Math.log(1 + Math.exp(2))) / 2, within(1e-12));
    assertThat(loss.gradient()).containsExactly(new float[] {-0.75f, 0.2201993f}, within(1e-6f));
  }

  @Test
  void staysFiniteForLogitsFarOut() {
    Loss loss = Loss.of(new float[] {-500, 500}, new int[] {1, 0});
    assertThat(loss.value()).isEqualTo(500);
    assertThat(loss.gradient()).containsExactly(-0.5f, 0.5f);
  }
}
