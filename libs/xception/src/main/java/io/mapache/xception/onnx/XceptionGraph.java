package io.mapache.xception.onnx;

import io.mapache.models.graph.Attribute;
import io.mapache.models.graph.Graph;
import io.mapache.models.graph.Names;
import io.mapache.xception.network.Architecture;
import io.mapache.xception.weights.BaseWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a base as ONNX, from its tensors alone: rescaling and batch norms folded into the
 * convolutions before them, batch dimension free, image size fixed. The same weights and size give
 * the same bytes, so that equal bases share one blob.
 *
 * <p>Feature maps are NCHW inside (ONNX Runtime's blocked convolutions start from it); {@code
 * activation} leaves as NHWC, which is what libtorch trains fastest on, and costs nothing
 * measurable.
 */
public final class XceptionGraph {

  private static final int POOLED = 13; // blocks 2, 3, 4 and 13 halve the map

  private final Architecture architecture;
  private final FoldedWeights folded;
  private final int imageSize;
  private final Graph graph;

  private XceptionGraph(BaseWeights weights, int imageSize, String name) {
    this.architecture = weights.architecture();
    this.folded = new FoldedWeights(weights);
    this.imageSize = imageSize;
    this.graph = new Graph(name);
    graph.metadata(Names.WEIGHTS_DIGEST, weights.digest());
    graph.metadata(Names.IMAGE_SIZE, Integer.toString(imageSize));
    graph.metadata(Names.ACTIVATION_LAYOUT, "NHWC");
    graph.metadata(Names.LICENSE, Names.LICENSE_OF_XCEPTION);
  }

  /**
   * {@code base.onnx}: {@code image [N,S,S,3]} to {@code features [N,2048]} and {@code activation
   * [N,s,s,2048]}, the last feature map after its ReLU.
   */
  public static void write(BaseWeights weights, int imageSize, Path target) throws IOException {
    XceptionGraph base = new XceptionGraph(weights, imageSize, "xception");
    String last = base.blocksBefore(base.architecture.blocks().size() + 1);
    String mean = base.graph.node("GlobalAveragePool", "mean", List.of(last));
    base.graph.node("Flatten", Names.FEATURES, List.of(mean), Attribute.number("axis", 1));
    base.graph.output(Names.FEATURES, base.architecture.features());
    int side = base.architecture.activationSide(imageSize);
    base.activation(last, side, base.architecture.features());
    base.graph.metadata(Names.ACTIVATION_OF, "block14_sepconv2_act");
    base.graph.write(target);
  }

  /**
   * The blocks in front of one: {@code image [N,S,S,3]} to {@code activation [N,h,w,c]}, what
   * enters that block (before the ReLU that the block starts with).
   *
   * @param beforeBlock {@code block2} to {@code block14}
   */
  public static void writePrefix(
      BaseWeights weights, int imageSize, String beforeBlock, Path target) throws IOException {
    int number = weights.architecture().number(beforeBlock);
    if (number == 1) {
      throw new IllegalArgumentException(
          "prefix before block1: nothing is in front of it (expected: block2 to block14)");
    }
    XceptionGraph prefix = new XceptionGraph(weights, imageSize, "xception-before-" + beforeBlock);
    prefix.activation(
        prefix.blocksBefore(number),
        prefix.architecture.inputSide(beforeBlock, imageSize),
        prefix.architecture.inputChannels(beforeBlock));
    prefix.graph.metadata(Names.ACTIVATION_OF, "input of " + beforeBlock);
    prefix.graph.write(target);
  }

  private void activation(String nchw, int side, int channels) {
    graph.node("Transpose", Names.ACTIVATION, List.of(nchw), Attribute.numbers("perm", 0, 2, 3, 1));
    graph.output(Names.ACTIVATION, side, side, channels);
  }

  private String blocksBefore(int end) {
    String x = stem();
    for (int block = 2; block < end; block++) {
      if (block == 14) {
        x = exit(x);
      } else if (block <= 4 || block == POOLED) {
        x = shrinking(block, x);
      } else {
        x = middle(block, x);
      }
    }
    return x;
  }

  private String stem() {
    String image = graph.input(Names.IMAGE, imageSize, imageSize, 3);
    String x =
        graph.node(
            "Transpose", "image_nchw", List.of(image), Attribute.numbers("perm", 0, 3, 1, 2));
    x = convolution("block1_conv1", x, folded.rescaledConvolution("block1_conv1"), 3, 2);
    x = relu("block1_conv1", x);
    x = convolution("block1_conv2", x, folded.convolution("block1_conv2", "block1_conv2_bn"), 3, 1);
    return relu("block1_conv2", x);
  }

  private String shrinking(int block, String input) {
    String name = "block" + block;
    // What enters block 2 went through a ReLU already; Keras puts none in front.
    String x = block == 2 ? input : relu(name + "_sepconv1", input);
    x = relu(name + "_sepconv2", separable(name + "_sepconv1", x));
    x = pool(name, separable(name + "_sepconv2", x));
    String suffix = block == 2 ? "" : "_" + (block == POOLED ? 3 : block - 2);
    String shortcut = "conv2d" + suffix;
    String bridge =
        convolution(
            shortcut, input, folded.convolution(shortcut, "batch_normalization" + suffix), 1, 2);
    return graph.node("Add", name + "_add", List.of(x, bridge));
  }

  private String middle(int block, String input) {
    String x = input;
    for (int i = 1; i <= 3; i++) {
      String name = "block" + block + "_sepconv" + i;
      x = separable(name, relu(name, x));
    }
    return graph.node("Add", "block" + block + "_add", List.of(x, input));
  }

  /** Here the ReLUs follow the convolutions. */
  private String exit(String input) {
    String x = relu("block14_sepconv1", separable("block14_sepconv1", input));
    return relu("block14_sepconv2", separable("block14_sepconv2", x));
  }

  /** Depthwise, then pointwise with the batch norm folded in. */
  private String separable(String name, String x) {
    int inputs = architecture.layer(name).inputs();
    String depthwise =
        graph.tensor(name + "/depthwise/kernel", folded.depthwise(name), inputs, 1, 3, 3);
    String spread =
        graph.node(
            "Conv",
            name + "/depthwise",
            List.of(x, depthwise),
            Attribute.number("group", inputs),
            Attribute.numbers("kernel_shape", 3, 3),
            Attribute.numbers("pads", 1, 1, 1, 1));
    return convolution(name, spread, folded.pointwise(name), 1, 1);
  }

  /** VALID padding: for a 1x1 window with stride 2 that is TensorFlow's SAME as well. */
  private String convolution(
      String name, String x, FoldedWeights.Convolution folded, int window, int stride) {
    var layer = architecture.layer(name);
    String kernel =
        graph.tensor(
            name + "/kernel", folded.kernel(), layer.outputs(), layer.inputs(), window, window);
    String bias = graph.tensor(name + "/bias", folded.bias(), layer.outputs());
    return graph.node(
        "Conv",
        name,
        List.of(x, kernel, bias),
        Attribute.numbers("kernel_shape", window, window),
        Attribute.numbers("strides", stride, stride));
  }

  /**
   * TensorFlow's SAME for 3x3 with stride 2: one row of padding on both sides of an odd map, at the
   * end alone of an even one.
   */
  private String pool(String block, String x) {
    int before = architecture.inputSide(block, imageSize) % 2;
    return graph.node(
        "MaxPool",
        block + "_pool",
        List.of(x),
        Attribute.numbers("kernel_shape", 3, 3),
        Attribute.numbers("pads", before, before, 1, 1),
        Attribute.numbers("strides", 2, 2));
  }

  private String relu(String name, String x) {
    return graph.node("Relu", name + "_act", List.of(x));
  }
}
