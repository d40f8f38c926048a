package io.mapache.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.models.bundle.Novelty;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CentroidsTest {

  private static final Centroids TWO = new Centroids(2, new float[] {0, 0, 6, 8});

  @Test
  void theNearestOneCounts() {
    assertThat(TWO.distance(new float[] {3, 4})).isEqualTo(5);
    assertThat(TWO.distance(new float[] {6, 9})).isEqualTo(1);
    assertThat(TWO.distance(new float[] {6, 8}, 0)).isEqualTo(10);
  }

  @Test
  void comeBackFromTheirBytesAsTheyWere() {
    assertThat(TWO.toBytes()).hasSize(16);
    assertThat(Centroids.parse(2, TWO.toBytes())).isEqualTo(TWO);
  }

  @Test
  void refuseBytesThatAreNotTheirs() {
    assertThatThrownBy(() -> Centroids.parse(2, new byte[15])).hasMessageContaining("15 bytes");
    assertThatThrownBy(() -> Centroids.parse(2, new byte[12]))
        .hasMessageContaining("3 numbers for 2 classes");
  }

  @Test
  void noveltyIsTheShareOfValidationImagesThatLieNearer() {
    List<Double> distances = IntStream.rangeClosed(0, 100).mapToObj(p -> 10.0 + p).toList();
    Novelty novelty = new Novelty("c".repeat(64), distances, Measure.DIRECTION);

    assertThat(novelty.percentile(3)).isZero();
    assertThat(novelty.percentile(60)).isEqualTo(50);
    assertThat(novelty.percentile(60.9)).isEqualTo(50);
    assertThat(novelty.percentile(500)).isEqualTo(100);
  }
}
