package io.mapache.training.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.models.Head;
import io.mapache.training.KerasGoldens;
import io.mapache.training.epochs.Tally;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Ten steps on the features of eight pictures, from the same head as Keras started with. */
class KerasStepsTest {

  private static final Offset<Double> LOSS = within(1e-5);
  private static final Offset<Float> LOGIT = within(5e-5f);
  private static final Offset<Float> WEIGHT = within(1.5e-5f);

  private final float[] features = KerasGoldens.floats("features.npy");

  @Test
  void oneUnitLearnsTwoClassesAsInKeras() {
    follow(
        "frozen",
        new Head(2, floats("head1_kernel"), floats("head1_bias")),
        KerasGoldens.BINARY_LABELS);
  }

  @Test
  void fourUnitsLearnFourClassesAsInKeras() {
    follow(
        "frozen4",
        new Head(4, floats("head4_kernel"), floats("head4_bias")),
        KerasGoldens.CLASS_LABELS);
  }

  private void follow(String golden, Head start, int[] labels) {
    JsonNode numbers = KerasGoldens.json(golden + ".json");
    float[] expected = floats(golden + "_logits");
    int units = start.units();
    HeadLearner learner =
        new HeadLearner(start, numbers.get("learning_rate").asDouble(), new double[] {1, 1, 1, 1});
    float[] logits = new float[8 * units];
    for (int step = 0; step < 10; step++) {
      learner.step(features, 8, labels, logits);
      assertThat(loss(logits, units, labels))
          .as("loss before step %d", step + 1)
          .isCloseTo(numbers.get("losses").get(step).asDouble(), LOSS);
      for (int i = 0; i < logits.length; i++) {
        assertThat(logits[i]).isCloseTo(expected[step * logits.length + i], LOGIT);
      }
    }
    learner.logits(features, 8, logits);
    assertThat(loss(logits, units, labels)).isCloseTo(numbers.get("loss_after").asDouble(), LOSS);
    assertClose(learner.head().kernel(), floats(golden + "_head_kernel"));
    assertClose(learner.head().bias(), floats(golden + "_head_bias"));
  }

  private static double loss(float[] logits, int units, int[] labels) {
    Tally tally = new Tally();
    tally.add(logits, units, labels, labels.length);
    return tally.loss();
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], WEIGHT);
    }
  }

  private static float[] floats(String name) {
    return KerasGoldens.floats(name + ".npy");
  }
}
