package io.mapache.training.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.models.Centroids;
import io.mapache.models.Measure;
import io.mapache.training.rows.Examples;
import io.mapache.training.rows.Rows;
import org.junit.jupiter.api.Test;

class TypicalTest {

  /** Two images of the first class, three of the second, of one feature each. */
  private static final Examples IMAGES =
      new Examples(rows(0, 2, 10, 11, 12), new int[] {0, 0, 1, 1, 1});

  @Test
  void hasTheMiddleOfEachClass() {
    assertThat(Typical.of(IMAGES, 2, Measure.EUCLIDEAN).centroids())
        .isEqualTo(new Centroids(2, new float[] {1, 11}));
  }

  @Test
  void anImageDoesNotPullTheMiddleTowardsItself() {
    // Of 0 and 2 the other one is 2 away; of 10 the others' middle is 11.5, of 11 it is 11.
    Typical typical = Typical.of(IMAGES, 2, Measure.EUCLIDEAN);

    assertThat(typical.percentiles()).hasSize(101).isSorted();
    assertThat(typical.percentiles().get(0)).isZero();
    assertThat(typical.percentiles().get(50)).isEqualTo(1.5);
    assertThat(typical.percentiles().get(100)).isEqualTo(2);
  }

  @Test
  void theOnlyImageOfAClassIsMeasuredFromTheOthers() {
    Typical typical =
        Typical.of(new Examples(rows(0, 2, 10), new int[] {0, 0, 1}), 2, Measure.EUCLIDEAN);

    assertThat(typical.percentiles().get(100)).as("from 10 to 1").isEqualTo(9);
  }

  @Test
  void ofDirectionsTheLengthsOfFeaturesDoNotCount() {
    Examples images =
        new Examples(rows(2, new float[] {1, 0, 10, 0, 0, 3, 0, 7}), new int[] {0, 0, 1, 1});

    Typical typical = Typical.of(images, 2, Measure.DIRECTION);

    assertThat(typical.measure()).isEqualTo(Measure.DIRECTION);
    assertThat(typical.centroids()).isEqualTo(new Centroids(2, new float[] {1, 0, 0, 1}));
    assertThat(typical.percentiles()).containsOnly(0.0);
  }

  private static Rows rows(float... values) {
    return rows(1, values);
  }

  private static Rows rows(int width, float[] values) {
    return new Rows() {
      @Override
      public int count() {
        return values.length / width;
      }

      @Override
      public int width() {
        return width;
      }

      @Override
      public void read(int row, float[] into, int offset) {
        System.arraycopy(values, row * width, into, offset, width);
      }
    };
  }
}
