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
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinedGraphTest {

  @TempDir Path folder;

  @Test
  void goesFromImageToProbabilitiesAndKeepsNothingElse() throws IOException, OrtException {
    Head head = new Head(3, new float[] {.1f, 0, 0, 0, .2f, 0, 0, 0, .3f}, new float[] {0, 1, 2});
    Path base = TinyBase.write(folder.resolve("base.onnx"));
    Path headFile = folder.resolve("head.onnx");
    HeadGraph.write(head, Map.of(), headFile);
    Path joined = folder.resolve("model.onnx");

    JoinedGraph.write(base, headFile, Map.of(Names.LABELS, "[\"a\",\"b\",\"c\"]"), joined);

    OrtEnvironment environment = OnnxRuntime.environment();
    float[][][][] image = new float[1][TinyBase.SIZE][TinyBase.SIZE][];
    for (float[][] row : image[0]) {
      java.util.Arrays.fill(row, new float[] {10, 20, 5});
    }
    try (OrtSession session = environment.createSession(joined.toString());
        OnnxTensor input = OnnxTensor.createTensor(environment, image);
        OrtSession.Result result = session.run(Map.of(Names.IMAGE, input))) {
      assertThat(session.getOutputNames()).containsExactly(Names.LOGITS, Names.PROBABILITIES);
      assertThat(session.getMetadata().getCustomMetadata())
          .containsOnly(Map.entry(Names.LABELS, "[\"a\",\"b\",\"c\"]"));
      float[][] probabilities =
          (float[][]) result.get(Names.PROBABILITIES).orElseThrow().getValue();
      assertThat(probabilities[0])
          .containsExactly(head.probabilities(new float[] {10, 20, 5}), within(1e-6f));
    }
    assertThat(GraphFile.read(joined).getGraph().getNodeList())
        .noneMatch(node -> node.getName().equals(Names.ACTIVATION));
  }

  @Test
  void refusesABaseWithoutFeatures() throws IOException {
    Path head = folder.resolve("head.onnx");
    HeadGraph.write(Head.fresh(2, 1), Map.of(), head);

    assertThatThrownBy(() -> JoinedGraph.write(head, head, Map.of(), folder.resolve("m.onnx")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no base");
  }
}
