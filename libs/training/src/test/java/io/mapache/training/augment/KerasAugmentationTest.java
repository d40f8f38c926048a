package io.mapache.training.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.training.KerasGoldens;
import org.junit.jupiter.api.Test;

/**
 * Six pictures flipped and turned by Keras' own layers with coin and angle fixed. Of each, every
 * fifth row and the last are kept, in 128ths of a grey level.
 */
class KerasAugmentationTest {

  private static final int SIZE = 150;
  private static final int ROWS = 31;
  private static final float LIMIT = 0.01f;

  @Test
  void flipsAndTurnsAsKerasDoes() {
    JsonNode cases = KerasGoldens.json("augmentation.json");
    float[] expected = KerasGoldens.quantised("augmented_rows.u16.gz");
    assertThat(cases).hasSize(6);
    for (int i = 0; i < cases.size(); i++) {
      float[] image = KerasGoldens.picture(cases.get(i).get("image").asInt());
      if (cases.get(i).get("flip").asBoolean()) {
        Flip.HORIZONTAL.mirror(image, SIZE);
      }
      float[] turned = Rotation.turned(image, SIZE, cases.get(i).get("factor").asDouble());
      for (int kept = 0; kept < ROWS; kept++) {
        int row = Math.min(5 * kept, SIZE - 1);
        for (int at = 0; at < SIZE * 3; at++) {
          assertThat(turned[row * SIZE * 3 + at])
              .as("case %d, row %d, number %d", i, row, at)
              .isCloseTo(expected[(i * ROWS + kept) * SIZE * 3 + at], within(LIMIT));
        }
      }
    }
  }
}
