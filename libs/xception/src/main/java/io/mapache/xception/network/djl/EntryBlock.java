package io.mapache.xception.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.training.ParameterStore;

/** Block 1: two convolutions without padding, each with batch norm and ReLU. */
final class EntryBlock extends ArrayBlock {
  private final ArrayBlock conv1;
  private final ArrayBlock conv2;

  EntryBlock(Layers layers) {
    this.conv1 = addChildBlock("conv1", new NormedBlock(layers, "block1_conv1", "block1_conv1_bn"));
    this.conv2 = addChildBlock("conv2", new NormedBlock(layers, "block1_conv2", "block1_conv2_bn"));
  }

  @Override
  NDArray apply(ParameterStore parameters, NDArray x) {
    return relu(then(conv2, parameters, relu(conv1.apply(parameters, x))));
  }

  /** ReLU of an array that nobody else holds. */
  static NDArray relu(NDArray made) {
    try (made) {
      return Activation.relu(made);
    }
  }
}
