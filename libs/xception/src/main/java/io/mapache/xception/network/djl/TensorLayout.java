package io.mapache.xception.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.mapache.xception.network.TensorTable.Tensor;
import java.nio.FloatBuffer;

/**
 * Moves tensors between Keras' layout and libtorch's: convolution {@code [kh,kw,in,out]} and {@code
 * [out,in,kh,kw]}, depthwise {@code [kh,kw,in,1]} and {@code [in,1,kh,kw]}.
 *
 * <p>One buffer serves all tensors of a base; DJL would allocate one for each.
 */
public final class TensorLayout {
  private final LentBuffer buffer = new LentBuffer();

  /** A new array in libtorch's layout and own memory; the caller closes it. */
  public NDArray toNative(NDManager manager, Tensor tensor, float[] values) {
    Shape shape = new Shape(tensor.shape().stream().mapToLong(Integer::longValue).toArray());
    try (NDArray keras = buffer.array(manager, FloatBuffer.wrap(values), shape)) {
      return tensor.shape().size() == 1 ? keras.duplicate() : reordered(keras, tensor);
    }
  }

  /** A copy of the values in Keras' layout. */
  public static float[] toKeras(NDArray array, Tensor tensor) {
    if (tensor.shape().size() == 1) {
      return HostCopy.of(array);
    }
    // Reading a permuted array leaves an ordered copy in its manager: hence one of its own.
    try (NDManager scope = array.getManager().newSubManager()) {
      NDArray keras = depthwise(tensor) ? array.transpose(2, 3, 0, 1) : array.transpose(2, 3, 1, 0);
      keras.attach(scope);
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
