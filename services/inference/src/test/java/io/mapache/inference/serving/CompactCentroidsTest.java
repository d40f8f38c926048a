package io.mapache.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.mapache.models.Centroids;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompactCentroidsTest {

  @Test
  void tellsTheSameDistanceWithinAThousandth() {
    Random random = new Random(7);
    Centroids whole = new Centroids(3, numbers(random, 3 * 2048));
    CompactCentroids compact = new CompactCentroids(whole);
    for (int i = 0; i < 20; i++) {
      float[] features = numbers(random, 2048);
      assertThat(compact.distance(features))
          .isCloseTo(whole.distance(features), withinPercentage(0.1));
    }
  }

  @Test
  void tellsNoDistanceToACentroidItself() {
    float[] centroid = {0.5f, -3, 0, 128};
    CompactCentroids compact = new CompactCentroids(new Centroids(1, centroid));
    assertThat(compact.distance(centroid)).isZero();
  }

  private static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = Math.max(0, (float) random.nextGaussian());
    }
    return numbers;
  }
}
