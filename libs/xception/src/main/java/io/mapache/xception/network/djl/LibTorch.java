package io.mapache.xception.network.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/** The native library, set up for training on this machine. Loaded on the first use. */
public final class LibTorch {
  private static final Engine ENGINE = load();

  private LibTorch() {}

  /**
   * A manager of its own for arrays on a device; the caller closes it.
   *
   * @param threads of one operation, for the whole process; more than there are free cores is up to
   *     three times slower, not faster
   * @param device {@code cpu} or {@code cuda}
   * @throws IllegalArgumentException if the device is not there: never a silent run on the CPU
   */
  public static NDManager open(int threads, String device) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads + " (expected: at least 1)");
    }
    JniUtils.setNumThreads(threads);
    return ENGINE.newBaseManager(deviceNamed(device));
  }

  /**
   * Stops recording for gradients on this thread. libtorch keeps that switch per thread and turns
   * it on in each new one; DJL turns it off only in the thread that loaded the library.
   */
  public static void recordNothing() {
    JniUtils.setGradMode(false);
  }

  private static Device deviceNamed(String name) {
    if (name.equals("cpu")) {
      return Device.cpu();
    }
    if (!name.equals("cuda")) {
      throw new IllegalArgumentException("device: " + name + " (expected: cpu or cuda)");
    }
    if (ENGINE.getGpuCount() == 0) {
      throw new IllegalArgumentException(
          "device: cuda, but libtorch sees no GPU (expected: a CUDA build of libtorch and a"
              + " driver); use device: cpu to train without one");
    }
    return Device.gpu();
  }

  private static Engine load() {
    // DJL would otherwise report its use and look for models and natives on the network.
    setUnlessSet("ai.djl.offline", "true");
    setUnlessSet("OPT_OUT_TRACKING", "true");
    setUnlessSet("ai.djl.pytorch.num_interop_threads", "1");
    NativeProcess.prepare();
    return Engine.getEngine("PyTorch");
  }

  private static void setUnlessSet(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
