package io.mapache.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HeadTest {

  @Test
  void answersTwoClassesWithOneSigmoidForTheSecond() {
    Head head = new Head(2, new float[] {1, -2}, new float[] {0.5f});

    float[] probabilities = head.probabilities(new float[] {3, 1});

    double second = 1 / (1 + Math.exp(-1.5)); // 3 - 2 + 0.5
    assertThat(probabilities[1]).isCloseTo((float) second, within(1e-7f));
    assertThat(probabilities[0] + probabilities[1]).isEqualTo(1f);
  }

  @Test
  void answersMoreClassesWithASoftmaxOverRowsOfTheKernel() {
    Head head = new Head(3, new float[] {1, 2, 3, 4, 5, 6}, new float[] {0, 0, -1});
    float[] logits = new float[3];

    head.logits(new float[] {1, 0.5f}, logits);

    assertThat(logits).containsExactly(3f, 4.5f, 5f);
    float[] probabilities = head.probabilitiesOf(logits);
    assertThat(probabilities[0] + probabilities[1] + probabilities[2]).isCloseTo(1, within(1e-6f));
    assertThat(probabilities[2] / probabilities[1]).isCloseTo((float) Math.exp(0.5), within(1e-6f));
  }

  @Test
  void staysFiniteForLogitsBeyondTheRangeOfExp() {
    assertThat(new Head(2, new float[] {1}, new float[1]).probabilities(new float[] {-1000}))
        .containsExactly(1, 0);
    assertThat(new Head(3, new float[] {1, 0, -1}, new float[3]).probabilities(new float[] {1e4f}))
        .containsExactly(1, 0, 0);
  }

  @Test
  void startsGlorotUniformAndTheSameForTheSameSeed() {
    Head head = Head.fresh(4, 7);

    double limit = Math.sqrt(6.0 / (2048 + 4));
    double squares = 0;
    for (float weight : head.kernel()) {
      assertThat(Math.abs(weight)).isLessThanOrEqualTo((float) limit);
      squares += weight * weight;
    }
    assertThat(Math.sqrt(squares / head.kernel().length))
        .isCloseTo(limit / Math.sqrt(3), within(0.02 * limit)); // deviation of a uniform
    assertThat(head.bias()).containsOnly(0);
    assertThat(head).isEqualTo(Head.fresh(4, 7)).isNotEqualTo(Head.fresh(4, 8));
  }

  @Test
  void refusesAKernelThatDoesNotFitItsClasses() {
    assertThatThrownBy(() -> new Head(3, new float[2048], new float[1]))
        .hasMessageContaining("features x 3");
    assertThatThrownBy(() -> new Head(1, new float[2048], new float[1]))
        .hasMessageContaining("at least 2");
    assertThatThrownBy(() -> Head.fresh(2, 1).probabilities(new float[728]))
        .hasMessageContaining("728 features");
  }
}
