package io.mapache.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasureTest {

  @Test
  void aDirectionIsTheSameHoweverMuchThereIsOfIt() {
    assertThat(Measure.DIRECTION.of(new float[] {3, 4})).containsExactly(0.6f, 0.8f);
    assertThat(Measure.DIRECTION.of(new float[] {300, 400})).containsExactly(0.6f, 0.8f);
  }

  @Test
  void whatExcitesNothingHasNoDirection() {
    assertThat(Measure.DIRECTION.of(new float[] {0, 0})).containsExactly(0, 0);
  }

  @Test
  void euclideanTakesFeaturesAsTheyAre() {
    assertThat(Measure.EUCLIDEAN.of(new float[] {3, 4})).containsExactly(3, 4);
  }
}
