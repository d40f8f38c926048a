package io.mapache.xception.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import io.mapache.xception.network.Layer;

/** A 3x3 convolution of each channel by itself (SAME padding), then 1x1 across the channels. */
final class SeparableBlock extends ConvolvingBlock {
  private static final Shape ONE = new Shape(1, 1);

  private final int channels;
  private final Parameter depthwise;
  private final Parameter pointwise;

  SeparableBlock(Layer layer) {
    super(layer);
    this.channels = layer.inputs();
    this.depthwise = addTensor("depthwise_kernel", Parameter.Type.WEIGHT);
    this.pointwise = addTensor("pointwise_kernel", Parameter.Type.WEIGHT);
  }

  @Override
  NDArray apply(ParameterStore parameters, NDArray x, NDArray factor, NDArray summand) {
    NDArray across = parameters.getValue(pointwise, x.getDevice(), false);
    try (NDArray normed = across.mul(factor);
        NDArray filtered = filter(parameters, x)) {
      return Conv2d.conv2d(filtered, normed, summand).singletonOrThrow();
    }
  }

  private NDArray filter(ParameterStore parameters, NDArray x) {
    NDArray weight = parameters.getValue(depthwise, x.getDevice(), false);
    return Conv2d.conv2d(x, weight, null, ONE, ONE, ONE, channels).singletonOrThrow();
  }
}
