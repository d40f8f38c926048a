package io.mapache.xception.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;
import io.mapache.xception.network.Layer;

/** A layer that convolves, without a bias of its own. */
abstract class ConvolvingBlock extends LayerBlock {

  ConvolvingBlock(Layer layer) {
    super(layer);
  }

  /**
   * Convolves, multiplies each output channel and adds to it.
   *
   * @param factor {@code [channels, 1, 1, 1]}
   * @param summand {@code [channels]}, or null for none
   */
  abstract NDArray apply(ParameterStore parameters, NDArray x, NDArray factor, NDArray summand);

  @Override
  final NDArray apply(ParameterStore parameters, NDArray x) {
    throw new UnsupportedOperationException("every convolution here has a batch norm behind it");
  }
}
