package io.mapache.xception.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;

/**
 * Blocks 2, 3, 4 and 13: two separable convolutions and a max pool that halves the map, plus a
 * convolved shortcut. The summand of the second one's norm is added by the shortcut.
 */
final class ShrinkingBlock extends ArrayBlock {
  private static final Shape WINDOW = new Shape(3, 3);
  private static final Shape STRIDE = new Shape(2, 2);

  private final boolean startsWithRelu;
  private final ArrayBlock first;
  private final NormedBlock second;
  private final NormedBlock shortcut;

  /**
   * @param counter what Keras appends to the shortcut's name: nothing, {@code _1}, ...
   * @param startsWithRelu false in block 2, whose input block 1 has passed through one already
   */
  ShrinkingBlock(Layers layers, String block, String counter, boolean startsWithRelu) {
    this.startsWithRelu = startsWithRelu;
    this.first = addChildBlock("sepconv1", layers.separable(block + "_sepconv1"));
    this.second = addChildBlock("sepconv2", layers.separable(block + "_sepconv2"));
    this.shortcut =
        addChildBlock(
            "shortcut",
            new NormedBlock(layers, "conv2d" + counter, "batch_normalization" + counter));
  }

  @Override
  NDArray apply(ParameterStore parameters, NDArray x) {
    NDArray y =
        startsWithRelu ? then(first, parameters, Activation.relu(x)) : first.apply(parameters, x);
    try (NDArray between = EntryBlock.relu(y);
        NDArray map = second.withoutSummand(parameters, between);
        NDArray pooled = halved(map);
        NDArray bridged = shortcut.withSummandOf(second, parameters, x)) {
      return pooled.add(bridged);
    }
  }

  /**
   * TensorFlow's SAME for a 3x3 window and stride 2. An even side needs one row after the map:
   * libtorch takes the window that hangs over when asked to round up. An odd side needs one before
   * and one after.
   */
  private static NDArray halved(NDArray map) {
    boolean even = map.getShape().get(2) % 2 == 0;
    Shape padding = even ? new Shape(0, 0) : new Shape(1, 1);
    return Pool.maxPool2d(map, WINDOW, STRIDE, padding, even);
  }
}
