package io.mapache.xception.network;

import io.mapache.xception.network.Layer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The shape of Xception without its top, as {@code keras.applications.Xception} builds it: layers,
 * channels, blocks. No arithmetic, no native library.
 *
 * <pre>
 * block1        conv 3x3/2 VALID, BN, ReLU, conv 3x3 VALID, BN, ReLU
 * block2..4,13  [ReLU] sepconv, BN, ReLU, sepconv, BN, max pool 3x3/2 SAME; plus shortcut conv 1x1/2, BN
 *               (block2 has no ReLU in front)
 * block5..12    3 x (ReLU, sepconv, BN); plus its own input
 * block14       2 x (sepconv, BN, ReLU)  (no ReLU in front)
 * </pre>
 *
 * Source: Chollet, "Xception" (2017), figure 5, and keras/src/applications/xception.py.
 */
public final class Architecture {

  /** Keras' epsilon in every batch norm of Xception. */
  public static final double BATCH_NORM_EPSILON = 1e-3;

  /** The smallest image that leaves something to look at, as in Keras. */
  public static final int MIN_IMAGE_SIZE = 71;

  private static final int BLOCKS = 14;
  private static final Architecture FULL = new Architecture(1);

  private final int divisor;
  private final List<Layer> layers = new ArrayList<>();
  private final TensorTable table;

  private Architecture(int divisor) {
    this.divisor = divisor;
    addLayers();
    this.table = new TensorTable(layers);
  }

  /** The Xception that ImageNet weights exist for: 234 tensors, 2,048 features. */
  public static Architecture xception() {
    return FULL;
  }

  /**
   * The same network with every channel count divided, for tests that need the structure and not
   * the knowledge.
   *
   * @param divisor 1, 2, 4 or 8: the divisors that all channel counts have in common
   */
  public static Architecture narrowed(int divisor) {
    if (divisor != 1 && divisor != 2 && divisor != 4 && divisor != 8) {
      throw new IllegalArgumentException("divisor: " + divisor + " (expected: 1, 2, 4 or 8)");
    }
    return divisor == 1 ? FULL : new Architecture(divisor);
  }

  public TensorTable table() {
    return table;
  }

  /** Block names in order, {@code block1} to {@code block14}. */
  public List<String> blocks() {
    return IntStream.rangeClosed(1, BLOCKS).mapToObj(Architecture::block).toList();
  }

  /** The layers of one block, in table order. */
  public List<Layer> layersOf(String block) {
    return layers.stream().filter(layer -> layer.block().equals(block)).toList();
  }

  /** The layer of that name. */
  public Layer layer(String name) {
    return layers.stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no layer `" + name + "` in this base"));
  }

  /** Length of the feature vector: 2,048 in the full Xception. */
  public int features() {
    return 2048 / divisor;
  }

  /** Channels of a block's input; for {@code block1} those of an RGB image. */
  public int inputChannels(String block) {
    int number = number(block);
    return number == 1 ? 3 : layersOf(block).get(0).inputs();
  }

  /**
   * Side of the square map that enters a block, for instance 9 at {@code block13} and 150 pixels.
   */
  public int inputSide(String block, int imageSize) {
    return sideBefore(number(block), imageSize);
  }

  /** Side of the last feature map: 5 at 150 pixels. */
  public int activationSide(int imageSize) {
    return sideBefore(BLOCKS + 1, imageSize);
  }

  /**
   * @return 1 to 14
   * @throws IllegalArgumentException unless the name is {@code block1} to {@code block14}
   */
  public int number(String block) {
    int index = blocks().indexOf(block);
    if (index < 0) {
      throw new IllegalArgumentException(
          "block: " + block + " (expected: block1 to block" + BLOCKS + ")");
    }
    return index + 1;
  }

  private static int sideBefore(int number, int imageSize) {
    if (imageSize < MIN_IMAGE_SIZE) {
      throw new IllegalArgumentException(
          "image size: " + imageSize + " (expected: at least " + MIN_IMAGE_SIZE + ")");
    }
    int side = imageSize;
    for (int block = 1; block < number; block++) {
      if (block == 1) {
        side = (side - 3) / 2 + 1 - 2; // two VALID convolutions
      } else if (block <= 4 || block == 13) {
        side = (side + 1) / 2; // SAME, stride 2
      }
    }
    return side;
  }

  private void addLayers() {
    int c32 = 32 / divisor;
    int c64 = 64 / divisor;
    int middle = 728 / divisor;
    addConvolution("block1_conv1", 1, 3, 2, 3, c32);
    addNorm("block1_conv1_bn", 1, c32);
    addConvolution("block1_conv2", 1, 3, 1, c32, c64);
    addNorm("block1_conv2_bn", 1, c64);
    addShrinking(2, "", c64, 128 / divisor, 128 / divisor);
    addShrinking(3, "_1", 128 / divisor, 256 / divisor, 256 / divisor);
    addShrinking(4, "_2", 256 / divisor, middle, middle);
    for (int block = 5; block <= 12; block++) {
      for (int i = 1; i <= 3; i++) {
        addSeparable(block, i, middle, middle);
      }
    }
    addShrinking(13, "_3", middle, middle, 1024 / divisor);
    addSeparable(14, 1, 1024 / divisor, 1536 / divisor);
    addSeparable(14, 2, 1536 / divisor, features());
  }

  /** A block that halves the map; Keras numbers its shortcut by a counter, hence the suffix. */
  private void addShrinking(int block, String suffix, int inputs, int between, int outputs) {
    addSeparable(block, 1, inputs, between);
    addSeparable(block, 2, between, outputs);
    addConvolution("conv2d" + suffix, block, 1, 2, inputs, outputs);
    addNorm("batch_normalization" + suffix, block, outputs);
  }

  private void addSeparable(int block, int number, int inputs, int outputs) {
    String name = block(block) + "_sepconv" + number;
    layers.add(new Layer(name, Kind.SEPARABLE, block(block), 3, 1, inputs, outputs));
    addNorm(name + "_bn", block, outputs);
  }

  private void addConvolution(
      String name, int block, int kernel, int stride, int inputs, int outputs) {
    layers.add(new Layer(name, Kind.CONVOLUTION, block(block), kernel, stride, inputs, outputs));
  }

  private void addNorm(String name, int block, int channels) {
    layers.add(new Layer(name, Kind.BATCH_NORM, block(block), 1, 1, channels, channels));
  }

  private static String block(int number) {
    return "block" + number;
  }
}
