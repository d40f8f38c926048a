package io.mapache.xception.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.training.ParameterStore;

/** Blocks 5 to 12: three times ReLU and separable convolution, plus the input. */
final class MiddleBlock extends ArrayBlock {
  private final ArrayBlock first;
  private final ArrayBlock second;
  private final ArrayBlock third;

  MiddleBlock(Layers layers, String block) {
    this.first = addChildBlock("sepconv1", layers.separable(block + "_sepconv1"));
    this.second = addChildBlock("sepconv2", layers.separable(block + "_sepconv2"));
    this.third = addChildBlock("sepconv3", layers.separable(block + "_sepconv3"));
  }

  @Override
  NDArray apply(ParameterStore parameters, NDArray x) {
    NDArray y = Activation.relu(x);
    y = EntryBlock.relu(then(first, parameters, y));
    y = EntryBlock.relu(then(second, parameters, y));
    try (NDArray last = then(third, parameters, y)) {
      return last.add(x);
    }
  }
}
