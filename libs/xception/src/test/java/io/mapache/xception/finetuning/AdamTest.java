package io.mapache.xception.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.xception.KerasGoldens;
import io.mapache.xception.network.djl.LibTorch;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdamTest {

  /** Gradients from 3 down to 1e-8 and a zero: where the epsilon stands decides the small ones. */
  @Test
  void makesTheStepsThatKerasMakesOnAwkwardGradients() {
    JsonNode golden = KerasGoldens.json("adam.json");
    try (NDManager manager = LibTorch.open(1, "cpu")) {
      NDArray weight = manager.zeros(new Shape(6));
      try (Adam adam = new Adam(manager, List.of(weight))) {
        for (JsonNode step : golden.get("steps")) {
          NDArray gradient = manager.create(floats(step.get("gradient")));
          adam.step(golden.get("learning_rate").asDouble(), List.of(gradient));
          float[] expected = floats(step.get("keras"));
          float[] actual = weight.toFloatArray();
          for (int i = 0; i < 6; i++) {
            assertThat(actual[i])
                .as("step %d, number %d", adam.steps(), i)
                .isCloseTo(expected[i], within(Math.abs(expected[i]) * 1e-5f + 1e-12f));
          }
        }
      }
    }
  }

  private static float[] floats(JsonNode numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers.get(i).asDouble();
    }
    return values;
  }
}
