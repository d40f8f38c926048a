package io.mapache.xception.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import io.mapache.xception.ImageNet;
import io.mapache.xception.KerasGoldens;
import io.mapache.xception.weights.BaseWeights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The written graph in ONNX Runtime against Keras, from the PNG on. */
class KerasParityTest {

  private static final int THREADS = 2;

  @TempDir Path folder;

  /** Odd and even sizes: TensorFlow pads them differently. */
  @ParameterizedTest
  @CsvSource({
    "71, 2, features_71.npy",
    "96, 2, features_96.npy",
    "150, 8, features.npy",
    "299, 2, features_299.npy"
  })
  void givesTheFeaturesOfKeras(int size, int pictures, String golden) throws IOException {
    Path file = folder.resolve("base.onnx");
    XceptionGraph.write(ImageNet.weights(), size, file);
    float[] expected = KerasGoldens.floats(golden);

    try (BaseSession base = BaseSession.load(file, THREADS)) {
      FloatBuffer features = base.buffer(Names.FEATURES, pictures);
      base.features(pictures(base, pictures), pictures, features);

      assertThat(floats(features)).containsExactly(expected, within(1e-4f));
      assertThat(base.metadata())
          .containsEntry(Names.WEIGHTS_DIGEST, BaseWeights.IMAGENET)
          .containsEntry(Names.IMAGE_SIZE, Integer.toString(size));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "block2, block1_conv2_act",
    "block3, add after block 2",
    "block5, add after block 4",
    "block13, add after block 12",
    "block14, add after block 13"
  })
  void givesWhatEntersABlock(String block, String golden) throws IOException {
    Path file = folder.resolve("prefix.onnx");
    XceptionGraph.writePrefix(ImageNet.weights(), 150, block, file);

    try (BaseSession prefix = BaseSession.load(file, THREADS)) {
      assertThat(prefix.outputs()).containsExactly(Names.ACTIVATION);
      assertLike(golden(golden), prefix);
    }
  }

  @Test
  void givesTheLastFeatureMap() throws IOException {
    Path file = folder.resolve("base.onnx");
    XceptionGraph.write(ImageNet.weights(), 150, file);

    try (BaseSession base = BaseSession.load(file, THREADS)) {
      assertLike(golden("block14_sepconv2_act"), base);
    }
  }

  private static void assertLike(JsonNode golden, BaseSession session) {
    int[] shape = session.shape(Names.ACTIVATION);
    for (int axis = 0; axis < 3; axis++) {
      assertThat(shape[axis]).isEqualTo(golden.get("shape").get(axis).asInt());
    }
    FloatBuffer buffer = session.buffer(Names.ACTIVATION, 1);
    session.activation(pictures(session, 1), 1, buffer);
    float[] map = floats(buffer);
    for (int i = 0; i < 4; i++) {
      float first = (float) golden.get("first4").get(i).asDouble();
      assertThat(map[i]).isCloseTo(first, within(1e-4f));
    }
    double sum = 0;
    double squares = 0;
    for (float value : map) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / map.length;
    assertThat(mean).isCloseTo(golden.get("mean").asDouble(), within(1e-5));
    assertThat(Math.sqrt(squares / map.length - mean * mean))
        .isCloseTo(golden.get("std").asDouble(), within(1e-5));
  }

  private static JsonNode golden(String output) {
    return StreamSupport.stream(KerasGoldens.json("blocks.json").spliterator(), false)
        .filter(block -> block.get("output").asText().equals(output))
        .findFirst()
        .orElseThrow();
  }

  private static FloatBuffer pictures(BaseSession base, int pictures) {
    FloatBuffer images = base.images(pictures);
    for (int i = 0; i < pictures; i++) {
      images.put(KerasGoldens.picture(i, base.imageSize()));
    }
    return images;
  }

  private static float[] floats(FloatBuffer buffer) {
    float[] values = new float[buffer.capacity()];
    buffer.get(0, values);
    return values;
  }
}
