package io.mapache.xception.finetuning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassesTest {

  @ParameterizedTest
  @CsvSource({
    "2, 2, 32, 2", // the guide's batch on two threads
    "2, 2, 31, 1", // 15 examples are too few for a share
    "2, 2, 1, 1",
    "1, 1, 64, 1",
    "4, 4, 32, 2", // two threads each
    "4, 4, 64, 4",
    "3, 3, 32, 1", // two shares would leave a thread over
    "8, 1, 256, 1" // a GPU takes a batch whole
  })
  void sharesABatchSoThatEachShareIsLargeAndNoThreadIsLeftOver(
      int threads, int most, int examples, int shares) {
    assertThat(Passes.shares(threads, most, examples)).isEqualTo(shares);
  }

  @Test
  void partsOfABatchAreNeighboursAndLeaveNothingOut() {
    FloatBuffer values = FloatBuffer.wrap(new float[] {9, 0, 1, 10, 11, 20, 21}).position(1);
    float[] mask = {0.1f, 0.2f, 0.3f};
    Share batch = new Share(values, new Shape(3, 1, 1, 2), new int[] {5, 6, 7}, mask, 3);
    Share first = batch.part(0, 2);
    Share second = batch.part(1, 2);
    assertThat(first.shape()).isEqualTo(new Shape(1, 1, 1, 2));
    assertThat(first.values()).isEqualTo(FloatBuffer.wrap(new float[] {0, 1}));
    assertThat(first.labels()).containsExactly(5);
    assertThat(first.mask()).containsExactly(0.1f);
    assertThat(second.shape()).isEqualTo(new Shape(2, 1, 1, 2));
    assertThat(second.values()).isEqualTo(FloatBuffer.wrap(new float[] {10, 11, 20, 21}));
    assertThat(second.labels()).containsExactly(6, 7);
    assertThat(second.mask()).containsExactly(0.2f, 0.3f);
    assertThat(second.batch()).isEqualTo(3);
  }
}
