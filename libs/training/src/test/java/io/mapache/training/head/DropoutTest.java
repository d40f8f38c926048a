package io.mapache.training.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mapache.training.epochs.Dice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutTest {

  @Test
  void leavesOutTheShareAskedForAndScalesTheRest() {
    int n = 1_000_001;
    float[] x = new float[n + 1];
    Arrays.fill(x, 1);
    new Dropout(0.2).apply(x, n, Dice.of(1, "dropout", 1));
    int zeros = 0;
    int scaled = 0;
    for (int i = 0; i < n; i++) {
      zeros += x[i] == 0 ? 1 : 0;
      scaled += x[i] == 1.25f ? 1 : 0;
    }
    assertThat(zeros + scaled).isEqualTo(n);
    // Five standard deviations.
    assertThat(zeros / (double) n).isCloseTo(0.2, within(5 * Math.sqrt(0.16 / n)));
    assertThat(x[n]).isEqualTo(1);
  }

  @Test
  void leavesEverythingAloneAtRateZero() {
    float[] x = {1, 2, 3};
    new Dropout(0).apply(x, 3, Dice.of(1, "dropout", 1));
    assertThat(x).containsExactly(1, 2, 3);
  }
}
