package io.mapache.xception.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.xception.ImageNet;
import io.mapache.xception.KerasGoldens;
import io.mapache.xception.network.djl.LibTorch;
import io.mapache.xception.network.djl.XceptionBase;
import io.mapache.xception.weights.BaseWeights;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Four steps of Keras 3.15 on the eight pictures, once with everything trainable at 1e-5, once from
 * block 13 on at 1e-4. The limits are five to ten times the rounding noise of Keras itself; Adam's
 * epsilon in the wrong place changes {@code change_l2} by 4 %.
 */
class FineTuningGoldenTest {

  @Test
  void trainsEverythingAsKerasDoes() {
    Limits limits = new Limits(2e-5, 1e-3, 0.5, 0.4);
    assertLikeKeras("full", FineTuneFrom.ALL, GuideBatch.pixels(), limits);
  }

  @Test
  void trainsFromBlock13OnAsKerasDoes() {
    Limits limits = new Limits(2e-5, 1e-3, 0.05, 0.1);
    assertLikeKeras("block13", FineTuneFrom.of("block13"), inputsOfBlock13(), limits);
  }

  /**
   * @param changePercent of {@code change_l2}
   * @param gradientPercent of {@code grad_l2_step1}
   */
  private record Limits(double loss, double logit, double changePercent, double gradientPercent) {}

  private static void assertLikeKeras(
      String golden, FineTuneFrom from, FloatBuffer batch, Limits limits) {
    BaseWeights base = ImageNet.weights();
    JsonNode run = KerasGoldens.json(golden + ".json");
    Settings settings =
        new Settings(GuideBatch.SIZE, run.get("learning_rate").asDouble(), 0, 0, 2, "cpu");
    try (FineTuning tuning = FineTuning.start(base, GuideBatch.head(), from, settings)) {
      Map<String, Double> gradients = tuning.gradientNorms(batch, GuideBatch.LABELS);
      assertSteps(golden, run, tuning, batch, limits);

      TunedWeights tuned = tuning.weights();
      // A gradient near Adam's epsilon turns rounding into a visible part of a step, so the limit
      // is a twentieth of one step's length.
      float twentieth = (float) (settings.learningRate() / 20);
      assertThat(tuned.head().kernel())
          .containsExactly(KerasGoldens.floats(golden + "_head_kernel.npy"), offset(twentieth));
      assertThat(tuned.head().bias())
          .containsExactly(KerasGoldens.floats(golden + "_head_bias.npy"), offset(twentieth));
      assertTensors(golden, base, tuned.base(), gradients, limits);
      assertUntrainedIsBitEqual(base, tuning.copies());
    }
  }

  private static void assertSteps(
      String golden, JsonNode run, FineTuning tuning, FloatBuffer batch, Limits limits) {
    float[] logits = KerasGoldens.floats(golden + "_logits.npy");
    for (int step = 0; step < 4; step++) {
      StepResult result = tuning.step(batch, GuideBatch.LABELS);
      assertThat(result.loss())
          .isCloseTo(run.get("losses").get(step).asDouble(), within(limits.loss));
      assertThat(result.logits())
          .containsExactly(
              Arrays.copyOfRange(logits, step * 8, step * 8 + 8), offset((float) limits.logit));
    }
    float[] after = tuning.logits(batch, 8);
    for (int i = 0; i < 8; i++) {
      assertThat((double) after[i])
          .isCloseTo(run.get("logits_after").get(i).get(0).asDouble(), within(limits.logit));
    }
    assertThat(Loss.of(after, GuideBatch.LABELS).value())
        .isCloseTo(run.get("loss_after").asDouble(), within(limits.loss));
  }

  private static void assertTensors(
      String golden,
      BaseWeights start,
      BaseWeights end,
      Map<String, Double> gradients,
      Limits limits) {
    SoftAssertions softly = new SoftAssertions();
    for (JsonNode row : KerasGoldens.json(golden + "_tensors.json")) {
      String name = row.get("name").asText();
      if (!row.get("trained").asBoolean()) {
        softly.assertThat(end.tensor(name)).as(name).isSameAs(start.tensor(name));
        softly.assertThat(gradients).doesNotContainKey(name);
        continue;
      }
      softly
          .assertThat(distance(start.tensor(name), end.tensor(name)))
          .as("change_l2 of " + name)
          .isCloseTo(row.get("change_l2").asDouble(), withinPercentage(limits.changePercent));
      softly
          .assertThat(gradients.get(name))
          .as("grad_l2_step1 of " + name)
          .isCloseTo(row.get("grad_l2_step1").asDouble(), withinPercentage(limits.gradientPercent));
    }
    softly.assertAll();
  }

  /** Read back from native memory: a batch norm in training mode would have moved these. */
  private static void assertUntrainedIsBitEqual(BaseWeights start, Map<String, float[]> copies) {
    copies.forEach(
        (name, values) -> {
          if (!start.architecture().table().tensor(name).trainable()) {
            assertThat(values).as(name).isEqualTo(start.tensor(name));
          }
        });
  }

  private static double distance(float[] from, float[] to) {
    double sum = 0;
    for (int i = 0; i < from.length; i++) {
      double change = (double) to[i] - from[i];
      sum += change * change;
    }
    return Math.sqrt(sum);
  }

  private static FloatBuffer inputsOfBlock13() {
    try (NDManager manager = LibTorch.open(2, "cpu");
        XceptionBase base = new XceptionBase(manager, ImageNet.weights(), "block1")) {
      var pixels = manager.create(GuideBatch.pixels().array(), new Shape(8, 150, 150, 3));
      var map = base.inputOf("block13", XceptionBase.scaled(XceptionBase.nchw(pixels)));
      return FloatBuffer.wrap(map.transpose(0, 2, 3, 1).toFloatArray());
    }
  }
}
