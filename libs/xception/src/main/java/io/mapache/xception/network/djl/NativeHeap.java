package io.mapache.xception.network.djl;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * Tells glibc to keep the memory of a training step for the next one.
 *
 * <p>libtorch allocates and frees gigabytes of activations in every step. By default glibc maps
 * each large block anew and gives it back at once, so the kernel clears the same pages again and
 * again: keeping them makes a full step 1.6 times faster. The price is that the process never
 * shrinks, which suits a training that is a process of its own.
 */
final class NativeHeap {
  private static final int M_TRIM_THRESHOLD = -1;
  private static final int M_MMAP_MAX = -4;
  private static final int NEVER = -1;

  private NativeHeap() {}

  /** Does nothing where the C library is not glibc. Safe to call twice. */
  static void keep() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      Function mallopt = Function.getFunction("c", "mallopt");
      mallopt.invokeInt(new Object[] {M_MMAP_MAX, 0});
      mallopt.invokeInt(new Object[] {M_TRIM_THRESHOLD, NEVER});
    } catch (UnsatisfiedLinkError e) {
      System.getLogger(NativeHeap.class.getName())
          .log(System.Logger.Level.INFO, "no mallopt in this C library; training will be slower");
    }
  }
}
