package io.mapache.xception.network.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.xception.ImageNet;
import io.mapache.xception.KerasGoldens;
import io.mapache.xception.network.Architecture;
import io.mapache.xception.weights.BaseWeights;
import io.mapache.xception.weights.Bases;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XceptionBaseTest {
  private static final int THREADS = 2;

  /** Odd and even maps: TensorFlow pads them differently. */
  @ParameterizedTest
  @CsvSource({
    "71, 2, features_71.npy",
    "96, 2, features_96.npy",
    "150, 8, features.npy",
    "299, 2, features_299.npy"
  })
  void givesTheFeaturesOfKeras(int size, int pictures, String golden) {
    try (NDManager manager = LibTorch.open(THREADS, "cpu");
        XceptionBase base = new XceptionBase(manager, ImageNet.weights(), "block1")) {
      float[] features = base.features(pictures(manager, size, pictures)).toFloatArray();
      assertThat(features).containsExactly(KerasGoldens.floats(golden), within(1e-4f));
    }
  }

  @Test
  void givesTheOutputOfEveryBlockThatKerasGives() {
    JsonNode goldens = KerasGoldens.json("blocks.json");
    try (NDManager manager = LibTorch.open(THREADS, "cpu");
        XceptionBase base = new XceptionBase(manager, ImageNet.weights(), "block1")) {
      NDArray picture = pictures(manager, 150, 1);
      for (JsonNode golden : goldens) {
        assertLike(golden, output(golden.get("output").asText(), base, picture));
      }
    }
  }

  @Test
  void goesOnFromTheStoredInputOfABlock() {
    BaseWeights weights = Bases.random(Architecture.narrowed(8), 1);
    try (NDManager manager = LibTorch.open(1, "cpu");
        XceptionBase whole = new XceptionBase(manager, weights, "block1");
        XceptionBase end = new XceptionBase(manager, weights, "block13")) {
      NDArray x = manager.randomNormal(new Shape(2, 3, 71, 71));
      float[] stored = end.features(whole.inputOf("block13", x)).toFloatArray();
      assertThat(stored).containsExactly(whole.features(x).toFloatArray(), within(1e-5f));
    }
  }

  @Test
  void bringsEveryTensorBackBitByBit() {
    BaseWeights weights = Bases.random(Architecture.narrowed(8), 2);
    try (NDManager manager = LibTorch.open(1, "cpu");
        XceptionBase base = new XceptionBase(manager, weights, "block1")) {
      Map<String, float[]> copies = base.copies();
      assertThat(copies).hasSize(234);
      copies.forEach((name, values) -> assertThat(values).isEqualTo(weights.tensor(name)));
    }
  }

  @Test
  void leavesNoArrayBehindInAForwardPass() {
    BaseWeights weights = Bases.random(Architecture.narrowed(8), 3);
    try (NDManager manager = LibTorch.open(1, "cpu");
        XceptionBase base = new XceptionBase(manager, weights, "block1");
        NDManager scope = manager.newSubManager()) {
      NDArray x = scope.randomNormal(new Shape(1, 3, 71, 71));
      int before = scope.getManagedArrays().size();
      base.features(x).close();
      assertThat(scope.getManagedArrays()).hasSize(before);
    }
  }

  private static NDArray pictures(NDManager manager, int size, int count) {
    FloatBuffer pixels = FloatBuffer.allocate(count * size * size * 3);
    for (int i = 0; i < count; i++) {
      pixels.put(KerasGoldens.picture(i, size));
    }
    NDArray batch = manager.create(pixels.array(), new Shape(count, size, size, 3));
    return XceptionBase.scaled(XceptionBase.nchw(batch));
  }

  private static NDArray output(String name, XceptionBase base, NDArray picture) {
    return switch (name) {
      case "block1_conv1_bn" -> children(base, picture, 1, 1);
      case "block1_conv2_act" -> base.inputOf("block2", picture);
      case "block14_sepconv1_act" ->
          EntryBlock.relu(children(base, base.inputOf("block14", picture), 14, 1));
      case "block14_sepconv2_act" -> base.activation(picture);
      default -> base.inputOf("block" + (number(name) + 1), picture);
    };
  }

  /** What the first children of a block give, one after the other. */
  private static NDArray children(XceptionBase base, NDArray x, int block, int count) {
    Block parent = base.getChildren().values().get(block - 1);
    ParameterStore parameters = new ParameterStore(x.getManager(), false);
    NDList y = new NDList(x);
    for (Block child : parent.getChildren().values().subList(0, count)) {
      y = child.forward(parameters, y, false);
    }
    return y.singletonOrThrow();
  }

  private static int number(String name) {
    return Integer.parseInt(name.replace("add after block ", ""));
  }

  private static void assertLike(JsonNode golden, NDArray nchw) {
    String name = golden.get("output").asText();
    NDArray map = nchw.transpose(0, 2, 3, 1);
    long[] shape = map.getShape().getShape();
    assertThat(Arrays.copyOfRange(shape, 1, 4))
        .as(name)
        .containsExactly(
            golden.get("shape").get(0).asLong(),
            golden.get("shape").get(1).asLong(),
            golden.get("shape").get(2).asLong());
    float[] values = map.toFloatArray();
    double mean = mean(values, 0);
    assertThat(mean).as(name).isCloseTo(golden.get("mean").asDouble(), within(1e-5));
    assertThat(Math.sqrt(mean(values, mean)))
        .as(name)
        .isCloseTo(golden.get("std").asDouble(), within(1e-5));
    for (int i = 0; i < 4; i++) {
      assertThat((double) values[i])
          .as(name)
          .isCloseTo(golden.get("first4").get(i).asDouble(), within(1e-4));
    }
  }

  /** Mean of the values about zero, or of their squared distance to a given mean. */
  private static double mean(float[] values, double about) {
    double sum = 0;
    for (float value : values) {
      sum += about == 0 ? value : (value - about) * (value - about);
    }
    return sum / values.length;
  }
}
