package io.mapache.xception.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;

/** A separable convolution with its batch norm: the brick of blocks 2 to 14. */
final class SeparableNorm extends ArrayBlock {
  private final ArrayBlock convolution;
  private final ArrayBlock norm;

  SeparableNorm(Layers layers, String name) {
    this.convolution = addChildBlock(name, layers.block(name));
    this.norm = addChildBlock(name + "_bn", layers.block(name + "_bn"));
  }

  @Override
  NDArray apply(ParameterStore parameters, NDArray x) {
    return then(norm, parameters, convolution.apply(parameters, x));
  }
}
