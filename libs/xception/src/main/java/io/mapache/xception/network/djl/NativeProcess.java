package io.mapache.xception.network.djl;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/** Habits of the libraries under libtorch that do not suit a training, changed in time. */
final class NativeProcess {
  private static final int M_TRIM_THRESHOLD = -1;
  private static final int M_MMAP_MAX = -4;
  private static final int NEVER = -1;
  private static final int KEEP_WHAT_IS_SET = 0;

  private NativeProcess() {}

  /**
   * Has to run before libtorch is loaded, whose OpenMP reads its environment once. Does nothing
   * where the C library is not glibc.
   */
  static void prepare() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      keepMemory();
      waitAsleep();
      computeInFullPrecision();
    } catch (UnsatisfiedLinkError e) {
      System.getLogger(NativeProcess.class.getName())
          .log(System.Logger.Level.INFO, "no glibc here; training will be slower");
    }
  }

  /**
   * libtorch allocates and frees gigabytes of activations in every step. By default glibc maps each
   * large block anew and gives it back at once, so the kernel clears the same pages again and
   * again: keeping them makes a full step 1.6 times faster. The price is that the process never
   * shrinks, which suits a training that is a process of its own.
   */
  private static void keepMemory() {
    Function mallopt = Function.getFunction("c", "mallopt");
    mallopt.invokeInt(new Object[] {M_MMAP_MAX, 0});
    mallopt.invokeInt(new Object[] {M_TRIM_THRESHOLD, NEVER});
  }

  /**
   * OpenMP's threads spin while they wait for each other. On a machine with other work the one that
   * is waited for does not get the core on which its companion spins: asleep, a step is two to
   * three times faster there.
   */
  private static void waitAsleep() {
    setUnlessSet("OMP_WAIT_POLICY", "PASSIVE");
  }

  /**
   * cuDNN rounds what it multiplies to 10 bits (TF32) unless told otherwise, and DJL cannot tell
   * it. A third faster, but no longer what the CPU computes: losses 4e-4 away instead of 1e-6.
   */
  private static void computeInFullPrecision() {
    setUnlessSet("NVIDIA_TF32_OVERRIDE", "0");
  }

  private static void setUnlessSet(String variable, String value) {
    Function.getFunction("c", "setenv").invokeInt(new Object[] {variable, value, KEEP_WHAT_IS_SET});
  }
}
