package io.mapache.models.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An ONNX graph while it is being written: nodes in order of execution, float32 tensors, a free
 * batch dimension {@code N} in front of every input and output.
 *
 * <p>The same calls in the same order give the same bytes. For one thread.
 */
public final class Graph {

  /** The lowest pair whose weights need not be inputs of the graph as well (ONNX 1.4.1). */
  public static final int OPSET = 9;

  public static final int IR_VERSION = 4;

  static final String BATCH = "N";

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Map<String, String> metadata = new TreeMap<>();

  public Graph(String name) {
    graph.setName(name);
  }

  /** An input {@code [N, perImage...]}. */
  public String input(String name, long... perImage) {
    graph.addInput(value(name, perImage));
    return name;
  }

  /** Declares what a node makes as an output {@code [N, perImage...]}. */
  public void output(String name, long... perImage) {
    graph.addOutput(value(name, perImage));
  }

  /** A weight, in C order. The array is not kept. */
  public String tensor(String name, float[] values, long... dimensions) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
    long size = 1;
    for (long dimension : dimensions) {
      tensor.addDims(dimension);
      size *= dimension;
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "tensor %s: %d numbers (expected: %d)".formatted(name, values.length, size));
    }
    graph.addInitializer(tensor.setRawData(littleEndian(values)));
    return name;
  }

  /**
   * A node with one output.
   *
   * @param name of the node and of its output
   * @return the name
   */
  public String node(String operator, String name, List<String> inputs, Attribute... attributes) {
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs)
            .addOutput(name);
    for (Attribute attribute : attributes) {
      node.addAttribute(attribute.proto());
    }
    graph.addNode(node);
    return name;
  }

  public void metadata(String key, String value) {
    metadata.put(key, value);
  }

  public void metadata(Map<String, String> entries) {
    metadata.putAll(entries);
  }

  /** Writes the file whole or not at all. */
  public void write(Path target) throws IOException {
    GraphFile.write(model(graph, metadata), target);
  }

  byte[] bytes() {
    return model(graph, metadata).toByteArray();
  }

  /** Metadata is written sorted by key, so that its order in memory cannot change the bytes. */
  static ModelProto model(GraphProto.Builder graph, Map<String, String> metadata) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("mapache")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .setGraph(graph);
    new TreeMap<>(metadata)
        .forEach(
            (key, value) ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build();
  }

  static ValueInfoProto value(String name, long... perImage) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
    for (long dimension : perImage) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }

  private static ByteString littleEndian(float[] values) {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return UnsafeByteOperations.unsafeWrap(bytes);
  }
}
