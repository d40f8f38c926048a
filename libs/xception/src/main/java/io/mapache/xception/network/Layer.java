package io.mapache.xception.network;

import java.util.List;

/**
 * A layer of the base that carries weights, named as Keras names it.
 *
 * @param block {@code block1} to {@code block14}; a shortcut belongs to the block that it bridges
 * @param kernel side of the square window: 3 or 1 (1 for batch norms)
 * @param stride 2 in the first convolution and in the shortcuts, else 1
 */
public record Layer(
    String name, Kind kind, String block, int kernel, int stride, int inputs, int outputs) {

  /** What the layer computes; none of them has a bias. */
  public enum Kind {
    CONVOLUTION,
    SEPARABLE,
    BATCH_NORM
  }

  /** The tensors of this layer in the order of Keras' {@code layer.weights}. */
  List<TensorTable.Tensor> tensors(int firstIndex) {
    return switch (kind) {
      case CONVOLUTION ->
          List.of(tensor(firstIndex, "kernel", true, kernel, kernel, inputs, outputs));
      case SEPARABLE ->
          List.of(
              tensor(firstIndex, "depthwise_kernel", true, kernel, kernel, inputs, 1),
              tensor(firstIndex + 1, "pointwise_kernel", true, 1, 1, inputs, outputs));
      case BATCH_NORM ->
          List.of(
              tensor(firstIndex, "gamma", true, outputs),
              tensor(firstIndex + 1, "beta", true, outputs),
              tensor(firstIndex + 2, "moving_mean", false, outputs),
              tensor(firstIndex + 3, "moving_variance", false, outputs));
    };
  }

  private TensorTable.Tensor tensor(
      int index, String variable, boolean trainable, Integer... shape) {
    return new TensorTable.Tensor(index, this, variable, List.of(shape), trainable);
  }
}
