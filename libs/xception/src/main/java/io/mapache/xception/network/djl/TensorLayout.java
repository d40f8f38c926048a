package io.mapache.xception.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mapache.xception.network.TensorTable.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Moves tensors between Keras' layout and libtorch's: convolution {@code [kh,kw,in,out]} and {@code
 * [out,in,kh,kw]}, depthwise {@code [kh,kw,in,1]} and {@code [in,1,kh,kw]}.
 *
 * <p>One direct buffer serves all tensors of a base. DJL would allocate one for each and leave them
 * to the garbage collector, which does not see the 83 MB behind them.
 */
final class TensorLayout {
  private final ByteBuffer buffer;

  /**
   * @param largest size of the largest tensor to come, in numbers
   */
  TensorLayout(int largest) {
    this.buffer = ByteBuffer.allocateDirect(largest * Float.BYTES).order(ByteOrder.nativeOrder());
  }

  NDArray toNative(NDManager manager, Tensor tensor, float[] values) {
    Shape shape = new Shape(tensor.shape().stream().mapToLong(Integer::longValue).toArray());
    buffer.clear();
    buffer.asFloatBuffer().put(values);
    buffer.limit(values.length * Float.BYTES);
    try (NDArray keras = manager.create(buffer, shape, DataType.FLOAT32)) {
      return tensor.shape().size() == 1 ? keras.duplicate() : reordered(keras, tensor);
    }
  }

  static float[] toKeras(NDArray array, Tensor tensor) {
    if (tensor.shape().size() == 1) {
      return array.toFloatArray();
    }
    try (NDArray keras =
        depthwise(tensor) ? array.transpose(2, 3, 0, 1) : array.transpose(2, 3, 1, 0)) {
      return keras.toFloatArray();
    }
  }

  /** Flattening a permuted array copies it in the new order; a copy alone keeps the old strides. */
  private static NDArray reordered(NDArray keras, Tensor tensor) {
    try (NDArray view =
            depthwise(tensor) ? keras.transpose(2, 3, 0, 1) : keras.transpose(3, 2, 0, 1);
        NDArray flat = view.flatten();
        NDArray shaped = flat.reshape(view.getShape())) {
      // The copy leaves the shared buffer behind where flattening was a mere view of it.
      return shaped.duplicate();
    }
  }

  private static boolean depthwise(Tensor tensor) {
    return tensor.variable().equals("depthwise_kernel");
  }
}
