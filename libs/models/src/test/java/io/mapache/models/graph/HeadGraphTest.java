package io.mapache.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.mapache.models.Head;
import io.mapache.models.session.OnnxRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadGraphTest {

  private static final Map<String, String> LABELS = Map.of(Names.LABELS, "[\"cat\",\"dog\"]");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 100})
  void answersInOnnxRuntimeAsItDoesInJava(int classes) throws OrtException {
    Head head = Head.fresh(classes, 3);
    float[][] features = features(5);

    OrtEnvironment environment = OnnxRuntime.environment();
    try (OrtSession session = environment.createSession(HeadGraph.bytes(head, Map.of()));
        OnnxTensor input = OnnxTensor.createTensor(environment, features);
        OrtSession.Result result = session.run(Map.of(Names.FEATURES, input))) {
      float[][] logits = (float[][]) result.get(Names.LOGITS).orElseThrow().getValue();
      float[][] probabilities =
          (float[][]) result.get(Names.PROBABILITIES).orElseThrow().getValue();
      float[] ours = new float[head.units()];
      for (int i = 0; i < features.length; i++) {
        head.logits(features[i], ours);
        assertThat(logits[i]).containsExactly(ours, within(1e-5f));
        assertThat(probabilities[i])
            .containsExactly(head.probabilities(features[i]), within(1e-6f));
      }
    }
  }

  @Test
  void comesBackFromItsFileAsItWas() throws IOException {
    Head head = Head.fresh(3, 11);
    Path file = folder.resolve("head.onnx");

    HeadGraph.write(head, LABELS, file);

    assertThat(HeadGraph.read(file)).isEqualTo(head);
    assertThat(HeadGraph.read(Files.readAllBytes(file))).isEqualTo(head);
    assertThat(HeadGraph.metadata(Files.readAllBytes(file))).isEqualTo(LABELS);
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void isTheSameBytesForTheSameHead() throws IOException {
    Path file = folder.resolve("head.onnx");
    HeadGraph.write(Head.fresh(2, 5), LABELS, file);

    assertThat(file).hasBinaryContent(HeadGraph.bytes(Head.fresh(2, 5), LABELS));
  }

  @Test
  void saysWhichFileIsDamagedOrForeign() throws IOException {
    byte[] whole = HeadGraph.bytes(Head.fresh(2, 5), Map.of());
    Path half = Files.write(folder.resolve("half.onnx"), Arrays.copyOf(whole, whole.length / 2));
    Path empty = Files.write(folder.resolve("empty.onnx"), new byte[0]);
    Path base = TinyBase.write(folder.resolve("base.onnx"));

    assertThatThrownBy(() -> HeadGraph.read(half))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("half.onnx is no ONNX graph");
    assertThatThrownBy(() -> HeadGraph.read(empty)).hasMessageContaining("it has no nodes");
    assertThatThrownBy(() -> HeadGraph.read(base)).hasMessageContaining("no head of this system");
  }

  private static float[][] features(int n) {
    Random random = new Random(1);
    float[][] features = new float[n][Head.FEATURES];
    for (float[] row : features) {
      for (int i = 0; i < row.length; i++) {
        row[i] = Math.max(0, (float) random.nextGaussian());
      }
    }
    return features;
  }
}
