package io.mapache.inference.serving.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Direct memory that one base leaves to the next. What nobody takes back is only freed when the
 * collector finds out that it is not used any more, and a collector of a heap that is nowhere near
 * full does not look: a hundred swaps of a base held 80 MB. Any number of threads.
 */
final class DirectBuffers {

  /** Those of some bases; the oldest beyond are left to the collector. */
  private static final int KEPT = 16;

  private final Deque<FloatBuffer> free = new ArrayDeque<>(); // guarded by this

  /** A buffer in native order, of exactly that capacity; holds whatever it held before. */
  synchronized FloatBuffer take(int floats) {
    for (Iterator<FloatBuffer> each = free.iterator(); each.hasNext(); ) {
      FloatBuffer buffer = each.next();
      if (buffer.capacity() == floats) {
        each.remove();
        return buffer.clear();
      }
    }
    return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /**
   * @param buffer that nobody uses any more
   */
  synchronized void giveBack(FloatBuffer buffer) {
    free.addFirst(buffer);
    if (free.size() > KEPT) {
      free.removeLast();
    }
  }
}
