package io.mapache.xception.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import io.mapache.xception.network.Architecture;
import io.mapache.xception.network.TensorTable.Tensor;
import io.mapache.xception.network.djl.LibTorch;
import io.mapache.xception.network.djl.XceptionBase;
import io.mapache.xception.weights.BaseWeights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The written graph against the DJL blocks, on a narrow network with random weights: unlike
 * ImageNet's, no gamma is 1 and no statistic is harmless.
 */
class XceptionGraphTest {

  private static final Architecture NARROW = Architecture.narrowed(8);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {71, 96, 149, 150})
  void computesWhatTheBlocksCompute(int size) throws IOException {
    BaseWeights weights = random(1);
    Path file = folder.resolve("base.onnx");
    XceptionGraph.write(weights, size, file);

    try (BaseSession onnx = BaseSession.load(file, 1);
        NDManager manager = LibTorch.open(1, "cpu");
        XceptionBase djl = new XceptionBase(manager, weights, "block1")) {
      FloatBuffer images = images(onnx, 2);
      float[][] features = onnx.features(images, 2);
      FloatBuffer map = onnx.buffer(Names.ACTIVATION, 2);
      onnx.activation(images, 2, map);

      NDArray x = scaled(manager, images, size);
      assertClose(flat(features), djl.features(x).toFloatArray());
      assertClose(floats(map), djl.activation(x).transpose(0, 2, 3, 1).toFloatArray());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"block2", "block4", "block9", "block13", "block14"})
  void computesWhatEntersABlock(String block) throws IOException {
    BaseWeights weights = random(2);
    Path file = folder.resolve("prefix.onnx");
    XceptionGraph.writePrefix(weights, 149, block, file);

    try (BaseSession onnx = BaseSession.load(file, 1);
        NDManager manager = LibTorch.open(1, "cpu");
        XceptionBase djl = new XceptionBase(manager, weights, "block1")) {
      FloatBuffer images = images(onnx, 1);
      FloatBuffer map = onnx.buffer(Names.ACTIVATION, 1);
      onnx.activation(images, 1, map);

      NDArray expected = djl.inputOf(block, scaled(manager, images, 149)).transpose(0, 2, 3, 1);
      assertClose(floats(map), expected.toFloatArray());
      assertThat(onnx.metadata()).containsEntry(Names.ACTIVATION_OF, "input of " + block);
    }
  }

  @Test
  void writesTheSameBytesForTheSameWeightsOnly() throws IOException {
    Path first = folder.resolve("first.onnx");
    Path again = folder.resolve("again.onnx");
    Path other = folder.resolve("other.onnx");
    XceptionGraph.write(random(3), 150, first);
    XceptionGraph.write(random(3), 150, again);
    XceptionGraph.write(random(4), 150, other);

    assertThat(again).hasSameBinaryContentAs(first);
    assertThat(Files.mismatch(first, other)).isNotEqualTo(-1);
  }

  @Test
  void refusesAPrefixOfNothingAndAnImageTooSmall() {
    Path file = folder.resolve("prefix.onnx");

    assertThatThrownBy(() -> XceptionGraph.writePrefix(random(5), 150, "block1", file))
        .hasMessageContaining("expected: block2 to block14");
    assertThatThrownBy(() -> XceptionGraph.write(random(5), 70, file))
        .hasMessageContaining("at least 71");
    assertThat(file).doesNotExist();
  }

  /** Kernels of a size that keeps the maps near 1 through all blocks; every batch norm its own. */
  private static BaseWeights random(long seed) {
    Random random = new Random(seed);
    Map<String, float[]> tensors = new HashMap<>();
    for (Tensor tensor : NARROW.table().tensors()) {
      float[] values = new float[tensor.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(tensor, random);
      }
      tensors.put(tensor.name(), values);
    }
    return BaseWeights.of(NARROW, tensors);
  }

  private static float value(Tensor tensor, Random random) {
    return switch (tensor.variable()) {
      case "gamma", "moving_variance" -> 0.5f + random.nextFloat();
      case "beta", "moving_mean" -> random.nextFloat() - 0.5f;
      case "depthwise_kernel" -> (float) random.nextGaussian() / 3;
      default -> {
        int fanIn = tensor.size() / tensor.layer().outputs();
        yield (float) (random.nextGaussian() / Math.sqrt(fanIn));
      }
    };
  }

  private static FloatBuffer images(BaseSession onnx, int n) {
    Random random = new Random(9);
    FloatBuffer images = onnx.images(n);
    for (int i = 0; i < images.capacity(); i++) {
      images.put(i, random.nextInt(256));
    }
    return images;
  }

  private static NDArray scaled(NDManager manager, FloatBuffer images, int size) {
    float[] pixels = floats(images);
    Shape shape = new Shape(pixels.length / (size * size * 3), size, size, 3);
    return XceptionBase.nchw(XceptionBase.scaled(manager.create(pixels, shape)));
  }

  /** To 1e-5 of the largest number: maps of random weights have no fixed scale. */
  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < actual.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    assertThat(largest).isGreaterThan(0.1);
    assertThat(difference / largest).isLessThan(1e-5);
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
    }
    return flat;
  }

  private static float[] floats(FloatBuffer buffer) {
    float[] values = new float[buffer.capacity()];
    buffer.get(0, values);
    return values;
  }
}
