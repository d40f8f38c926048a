package io.mapache.xception.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Native memory that is lent to one array at a time, so that batch after batch needs no new one.
 * (Direct buffers are freed by the garbage collector, which sees only their few bytes on the heap:
 * a long training would fill the machine with them.)
 */
public final class LentBuffer {
  private ByteBuffer memory = ByteBuffer.allocateDirect(0);

  /**
   * Copies values in and wraps them. The array is a view: it is valid until the next call.
   *
   * @param values read from its position on, {@code shape.size()} numbers; the position stays
   */
  public NDArray array(NDManager manager, FloatBuffer values, Shape shape) {
    int bytes = Math.toIntExact(shape.size() * Float.BYTES);
    if (memory.capacity() < bytes) {
      memory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    memory.clear().limit(bytes);
    memory.asFloatBuffer().put(values.slice().limit(bytes / Float.BYTES));
    return manager.create(memory, shape, DataType.FLOAT32);
  }
}
