package io.mapache.models.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One {@code model.onnx} for any other server: base and head as one graph, image to probabilities.
 */
public final class JoinedGraph {

  private JoinedGraph() {}

  /**
   * Joins on {@code features}. What only other outputs of the base needed is left out.
   *
   * @param metadata labels, digests, licence; the file carries nothing else of its two sources
   */
  public static void write(Path base, Path head, Map<String, String> metadata, Path target)
      throws IOException {
    GraphProto baseGraph = GraphFile.read(base).getGraph();
    GraphProto headGraph = GraphFile.read(head).getGraph();
    requireOutput(baseGraph, base);
    GraphProto.Builder joined =
        GraphProto.newBuilder()
            .setName("model")
            .addAllInput(baseGraph.getInputList())
            .addAllOutput(headGraph.getOutputList());
    List<NodeProto> nodes = new ArrayList<>(baseGraph.getNodeList());
    nodes.addAll(headGraph.getNodeList());
    List<TensorProto> tensors = new ArrayList<>(baseGraph.getInitializerList());
    tensors.addAll(headGraph.getInitializerList());

    Set<String> needed = new HashSet<>();
    headGraph.getOutputList().forEach(output -> needed.add(output.getName()));
    List<NodeProto> kept = new ArrayList<>();
    for (int i = nodes.size() - 1; i >= 0; i--) { // nodes come in order of execution: walk back
      if (nodes.get(i).getOutputList().stream().anyMatch(needed::contains)) {
        kept.add(nodes.get(i));
        needed.addAll(nodes.get(i).getInputList());
      }
    }
    Collections.reverse(kept);
    joined.addAllNode(kept);
    tensors.stream()
        .filter(tensor -> needed.contains(tensor.getName()))
        .forEach(joined::addInitializer);
    ModelProto model = Graph.model(joined, metadata);
    GraphFile.write(model, target);
  }

  private static void requireOutput(GraphProto base, Path file) throws IOException {
    if (base.getOutputList().stream().noneMatch(o -> o.getName().equals(Names.FEATURES))) {
      throw new IOException(file + " is no base: no output `" + Names.FEATURES + "`");
    }
  }
}
