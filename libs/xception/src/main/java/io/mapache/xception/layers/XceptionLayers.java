package io.mapache.xception.layers;

import io.mapache.xception.network.Architecture;
import io.mapache.xception.network.TensorTable;
import java.util.ArrayList;
import java.util.List;

/** The base as Keras lists it: 132 layers, those without weights included. */
final class XceptionLayers {

  private final Architecture architecture;
  private final int imageSize;
  private final List<Layer> layers = new ArrayList<>();
  private int sums;

  private XceptionLayers(Architecture architecture, int imageSize) {
    this.architecture = architecture;
    this.imageSize = imageSize;
  }

  static List<Layer> of(Architecture architecture, int imageSize) {
    XceptionLayers base = new XceptionLayers(architecture, imageSize);
    base.layers.add(
        SingleLayer.weightless("input_layer", "InputLayer", List.of(imageSize, imageSize, 3)));
    architecture.blocks().forEach(base::addBlock);
    return base.layers;
  }

  private void addBlock(String block) {
    int number = architecture.number(block);
    boolean ends = number == 1 || number == 14; // activations come after the norms
    int inner = innerSide(number);
    for (var layer : architecture.layersOf(block)) {
      boolean shortcut = number > 1 && !layer.name().startsWith(block);
      boolean norm = type(layer.kind()).equals("BatchNormalization");
      int side = shortcut ? sideAfter(number) : inner;
      if (layer.name().equals("block1_conv1") || layer.name().equals("block1_conv1_bn")) {
        side = inner + 2; // the second convolution takes a border of one pixel
      }
      if (!ends && !shortcut && !norm && !layer.name().equals("block2_sepconv1")) {
        addWeightless(layer.name() + "_act", "Activation", side, layer.inputs());
      }
      if (shortcut && norm) {
        addWeightless(block + "_pool", "MaxPooling2D", side, layer.outputs());
      }
      add(layer, side);
      if (ends && norm) {
        addWeightless(
            layer.name().replaceFirst("_bn$", "_act"), "Activation", side, layer.outputs());
      }
    }
    if (!ends) {
      addSum(number);
    }
  }

  private void addSum(int number) {
    int channels = architecture.inputChannels("block" + (number + 1));
    addWeightless(sums == 0 ? "add" : "add_" + sums, "Add", sideAfter(number), channels);
    sums++;
  }

  private int innerSide(int number) {
    return number == 1 ? sideAfter(1) : architecture.inputSide("block" + number, imageSize);
  }

  private int sideAfter(int number) {
    return number == 14
        ? architecture.activationSide(imageSize)
        : architecture.inputSide("block" + (number + 1), imageSize);
  }

  private void addWeightless(String name, String type, int side, int channels) {
    layers.add(SingleLayer.weightless(name, type, List.of(side, side, channels)));
  }

  private void add(io.mapache.xception.network.Layer layer, int side) {
    TensorTable table = architecture.table();
    layers.add(
        new SingleLayer(
            layer.name(),
            type(layer.kind()),
            List.of(side, side, layer.outputs()),
            table.tensorsOf(layer).stream()
                .map(tensor -> new Weight(tensor.name(), tensor.shape(), tensor.trainable()))
                .toList(),
            true));
  }

  private static String type(io.mapache.xception.network.Layer.Kind kind) {
    return switch (kind) {
      case CONVOLUTION -> "Conv2D";
      case SEPARABLE -> "SeparableConv2D";
      case BATCH_NORM -> "BatchNormalization";
    };
  }
}
