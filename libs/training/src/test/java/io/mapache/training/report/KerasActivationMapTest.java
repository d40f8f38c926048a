package io.mapache.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mapache.models.ActivationMap;
import io.mapache.models.Head;
import io.mapache.training.KerasGoldens;
import org.junit.jupiter.api.Test;

/** The activation map of a picture against Keras', with the head after ten frozen steps. */
class KerasActivationMapTest {

  private static final Head HEAD =
      new Head(
          2,
          KerasGoldens.floats("frozen_head_kernel.npy"),
          KerasGoldens.floats("frozen_head_bias.npy"));
  private static final float[] FEATURES = KerasGoldens.floats("cam_features.npy");

  @Test
  void isKerasMap() {
    assertThat(ActivationMap.of(HEAD, FEATURES, 1))
        .containsExactly(KerasGoldens.floats("cam.npy"), within(1e-4f));
  }

  @Test
  void itsMeanAndTheBiasAreTheLogit() {
    double sum = 0;
    float[] map = ActivationMap.of(HEAD, FEATURES, 1);
    for (float value : map) {
      sum += value;
    }
    assertThat(sum / map.length + HEAD.bias()[0]).isCloseTo(2.41434, within(1e-4));
  }
}
