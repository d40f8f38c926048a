package io.mapache.xception.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.mapache.models.Head;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import io.mapache.xception.ImageNet;
import io.mapache.xception.KerasGoldens;
import io.mapache.xception.network.Architecture;
import io.mapache.xception.network.djl.LibTorch;
import io.mapache.xception.network.djl.XceptionBase;
import io.mapache.xception.weights.BaseWeights;
import io.mapache.xception.weights.Bases;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The written graph against the DJL blocks, mostly on a narrow network with random weights: unlike
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

  /** The limit that every training has to keep before it publishes. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void answersAsTheBlocksDoWithTheImageNetBase(int classes) throws IOException {
    BaseWeights weights = ImageNet.weights();
    Head head = decided(classes);
    Path file = folder.resolve("base.onnx");
    XceptionGraph.write(weights, 150, file);

    try (BaseSession onnx = BaseSession.load(file, 2);
        NDManager manager = LibTorch.open(2, "cpu");
        XceptionBase djl = new XceptionBase(manager, weights, "block1")) {
      FloatBuffer images = onnx.images(8);
      for (int i = 0; i < 8; i++) {
        images.put(KerasGoldens.picture(i, 150));
      }
      float[][] served = onnx.features(images, 8);
      float[] trained = djl.features(scaled(manager, images, 150)).toFloatArray();
      for (int i = 0; i < 8; i++) {
        float[] row = Arrays.copyOfRange(trained, i * Head.FEATURES, (i + 1) * Head.FEATURES);
        assertThat(head.probabilities(served[i]))
            .containsExactly(head.probabilities(row), within(1e-5f));
      }
    }
  }

  /** A head whose logits are as large as a trained one's: near 0 differences would not show. */
  private static Head decided(int classes) {
    float[] kernel = Head.fresh(classes, 1).kernel();
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] *= 10;
    }
    return new Head(classes, kernel, new float[Head.unitsFor(classes)]);
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

  private static BaseWeights random(long seed) {
    return Bases.random(NARROW, seed);
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
