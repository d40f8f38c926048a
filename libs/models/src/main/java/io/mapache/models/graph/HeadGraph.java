package io.mapache.models.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.mapache.models.Head;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code head.onnx}: {@code features [N,2048]} to {@code logits} and {@code probabilities}. */
public final class HeadGraph {

  private static final String KERNEL = "head/kernel";
  private static final String BIAS = "head/bias";

  private HeadGraph() {}

  /** Writes the file whole or not at all; the same head and metadata give the same bytes. */
  public static void write(Head head, Map<String, String> metadata, Path target)
      throws IOException {
    graph(head, metadata).write(target);
  }

  /** The bytes that {@link #write} writes. */
  public static byte[] bytes(Head head, Map<String, String> metadata) {
    return graph(head, metadata).bytes();
  }

  /**
   * @throws IOException if the file is no head of this system; the message names it
   */
  public static Head read(Path file) throws IOException {
    return head(GraphFile.read(file), file.toString());
  }

  public static Head read(byte[] bytes) throws IOException {
    return head(GraphFile.read(bytes, "head.onnx"), "head.onnx");
  }

  /** {@code metadata_props} of a head, or of any graph of this system. */
  public static Map<String, String> metadata(byte[] bytes) throws IOException {
    Map<String, String> metadata = new TreeMap<>();
    for (StringStringEntryProto entry : GraphFile.read(bytes, "head.onnx").getMetadataPropsList()) {
      metadata.put(entry.getKey(), entry.getValue());
    }
    return metadata;
  }

  private static Graph graph(Head head, Map<String, String> metadata) {
    Graph graph = new Graph("head");
    String features = graph.input(Names.FEATURES, head.features());
    String kernel = graph.tensor(KERNEL, head.kernel(), head.features(), head.units());
    String bias = graph.tensor(BIAS, head.bias(), head.units());
    String logits = graph.node("Gemm", Names.LOGITS, List.of(features, kernel, bias));
    if (head.units() == 1) {
      String one = graph.tensor("head/one", new float[] {1}, 1);
      String second = graph.node("Sigmoid", "head/second", List.of(logits));
      String first = graph.node("Sub", "head/first", List.of(one, second));
      graph.node(
          "Concat", Names.PROBABILITIES, List.of(first, second), Attribute.number("axis", 1));
    } else {
      graph.node("Softmax", Names.PROBABILITIES, List.of(logits), Attribute.number("axis", 1));
    }
    graph.output(Names.LOGITS, head.units());
    graph.output(Names.PROBABILITIES, head.classes());
    graph.metadata(metadata);
    return graph;
  }

  private static Head head(ModelProto model, String what) throws IOException {
    float[] kernel = tensor(model, KERNEL, what);
    float[] bias = tensor(model, BIAS, what);
    try {
      return new Head(classes(model, what), kernel, bias);
    } catch (IllegalArgumentException e) {
      throw new IOException(what + " is damaged: " + e.getMessage(), e);
    }
  }

  private static int classes(ModelProto model, String what) throws IOException {
    for (ValueInfoProto output : model.getGraph().getOutputList()) {
      if (output.getName().equals(Names.PROBABILITIES)) {
        return (int) output.getType().getTensorType().getShape().getDim(1).getDimValue();
      }
    }
    throw new IOException(what + " is no head: no output `" + Names.PROBABILITIES + "`");
  }

  private static float[] tensor(ModelProto model, String name, String what) throws IOException {
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      if (tensor.getName().equals(name)) {
        float[] values = new float[tensor.getRawData().size() / Float.BYTES];
        tensor
            .getRawData()
            .asReadOnlyByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer()
            .get(values);
        return values;
      }
    }
    throw new IOException(what + " is no head of this system: no tensor `" + name + "`");
  }
}
