package io.mapache.xception.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;

/** Block 14: two separable convolutions, each followed by a ReLU, none in front. */
final class ExitBlock extends ArrayBlock {
  private final ArrayBlock first;
  private final ArrayBlock second;

  ExitBlock(Layers layers) {
    this.first = addChildBlock("sepconv1", layers.separable("block14_sepconv1"));
    this.second = addChildBlock("sepconv2", layers.separable("block14_sepconv2"));
  }

  @Override
  NDArray apply(ParameterStore parameters, NDArray x) {
    NDArray y = EntryBlock.relu(first.apply(parameters, x));
    return EntryBlock.relu(then(second, parameters, y));
  }
}
