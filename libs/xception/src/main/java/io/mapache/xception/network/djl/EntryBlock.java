package io.mapache.xception.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.training.ParameterStore;

/** Block 1: two convolutions without padding, each with batch norm and ReLU. */
final class EntryBlock extends ArrayBlock {
  private final ArrayBlock conv1;
  private final ArrayBlock norm1;
  private final ArrayBlock conv2;
  private final ArrayBlock norm2;

  EntryBlock(Layers layers) {
    this.conv1 = addChildBlock("block1_conv1", layers.block("block1_conv1"));
    this.norm1 = addChildBlock("block1_conv1_bn", layers.block("block1_conv1_bn"));
    this.conv2 = addChildBlock("block1_conv2", layers.block("block1_conv2"));
    this.norm2 = addChildBlock("block1_conv2_bn", layers.block("block1_conv2_bn"));
  }

  @Override
  NDArray apply(ParameterStore parameters, NDArray x) {
    NDArray first = relu(then(norm1, parameters, conv1.apply(parameters, x)));
    return relu(then(norm2, parameters, then(conv2, parameters, first)));
  }

  /** ReLU of an array that nobody else holds. */
  static NDArray relu(NDArray made) {
    try (made) {
      return Activation.relu(made);
    }
  }
}
