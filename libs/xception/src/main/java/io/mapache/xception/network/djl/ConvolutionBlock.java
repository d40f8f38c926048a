package io.mapache.xception.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import io.mapache.xception.network.Layer;

/** A convolution without bias: 3x3 without padding in block 1, 1x1 in the shortcuts. */
final class ConvolutionBlock extends ConvolvingBlock {
  private final Shape stride;
  private final Parameter kernel;

  ConvolutionBlock(Layer layer) {
    super(layer);
    this.stride = new Shape(layer.stride(), layer.stride());
    this.kernel = addTensor("kernel", Parameter.Type.WEIGHT);
  }

  @Override
  NDArray apply(ParameterStore parameters, NDArray x, NDArray factor, NDArray summand) {
    NDArray weight = parameters.getValue(kernel, x.getDevice(), false);
    try (NDArray normed = weight.mul(factor)) {
      return Conv2d.conv2d(x, normed, summand, stride).singletonOrThrow();
    }
  }
}
