package io.mapache.xception.network.djl;

import ai.djl.nn.Parameter;
import io.mapache.xception.network.Architecture;
import io.mapache.xception.network.Layer;
import io.mapache.xception.network.TensorTable.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the block of each layer and remembers which parameter holds which tensor. */
final class Layers {
  private final Architecture architecture;
  private final List<LayerBlock> made = new ArrayList<>();

  Layers(Architecture architecture) {
    this.architecture = architecture;
  }

  /** A separable convolution of blocks 2 to 14, with its norm. */
  NormedBlock separable(String name) {
    return new NormedBlock(this, name, name + "_bn");
  }

  ConvolvingBlock convolution(String name) {
    Layer layer = architecture.layer(name);
    return made(
        layer.kind() == Layer.Kind.SEPARABLE
            ? new SeparableBlock(layer)
            : new ConvolutionBlock(layer));
  }

  NormBlock norm(String name) {
    return made(new NormBlock(architecture.layer(name)));
  }

  private <T extends LayerBlock> T made(T block) {
    made.add(block);
    return block;
  }

  /** Every tensor of the blocks made so far, in table order. */
  Map<Tensor, Parameter> tensors() {
    List<Map.Entry<Tensor, Parameter>> entries = new ArrayList<>();
    for (LayerBlock block : made) {
      for (Tensor tensor : architecture.table().tensorsOf(block.layer())) {
        entries.add(Map.entry(tensor, block.tensors().get(tensor.variable())));
      }
    }
    entries.sort(Comparator.comparingInt(entry -> entry.getKey().index()));
    Map<Tensor, Parameter> tensors = new LinkedHashMap<>();
    entries.forEach(entry -> tensors.put(entry.getKey(), entry.getValue()));
    return tensors;
  }
}
