package io.mapache.training.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.training.KerasGoldens;
import org.junit.jupiter.api.Test;

class AdamTest {

  @Test
  void walksAsKerasDoesOnGradientsOfEverySize() {
    JsonNode golden = KerasGoldens.json("adam.json");
    float[] weights = new float[6];
    Adam adam = new Adam(6, golden.get("learning_rate").asDouble());
    assertThat(golden.get("steps")).hasSize(5);
    for (JsonNode step : golden.get("steps")) {
      float[] gradient = new float[6];
      for (int i = 0; i < 6; i++) {
        gradient[i] = (float) step.get("gradient").get(i).asDouble();
      }
      adam.step(weights, gradient);
      for (int i = 0; i < 6; i++) {
        double keras = step.get("keras").get(i).asDouble();
        // Epsilon after the bias correction would move the small ones by 70 %.
        assertThat((double) weights[i])
            .as("step %s, weight %d", step.get("step"), i)
            .isCloseTo(keras, within(5e-6 * Math.abs(keras) + 1e-12));
      }
    }
  }
}
