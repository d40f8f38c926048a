package io.mapache.xception.network.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import java.nio.file.Path;
import java.util.Optional;

/** The native library, set up for training on this machine. Loaded on the first use. */
public final class LibTorch {
  private static final String CUDA = "CUDA";

  private static Engine engine;

  private LibTorch() {}

  /**
   * What is missing for training on a device, as a sentence that says what to do; empty if nothing
   * is. Asks for a GPU before it loads a library.
   *
   * @param device {@code cpu} or {@code cuda}
   */
  public static Optional<String> missing(String device) {
    if (device.equals("cpu")) {
      return Optional.empty();
    }
    if (!device.equals("cuda")) {
      return Optional.of("device: " + device + " (expected: cpu or cuda)");
    }
    return CudaDevice.missing(CudaDevice.gpus()).or(LibTorch::missingForCuda);
  }

  private static Optional<String> missingForCuda() {
    try {
      boolean usesCuda = engine().hasCapability(CUDA);
      return CudaDevice.missing(Path.of(LibUtils.getLibtorchPath()), usesCuda);
    } catch (EngineException e) {
      return CudaDevice.lacks("libtorch could not be loaded (" + e.getMessage() + ")");
    }
  }

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
    missing(device)
        .ifPresent(
            lack -> {
              throw new IllegalArgumentException(lack);
            });
    Engine loaded = engine();
    useThreads(threads);
    return loaded.newBaseManager(device.equals("cuda") ? Device.gpu() : Device.cpu());
  }

  /**
   * Stops recording for gradients on this thread. libtorch keeps that switch per thread and turns
   * it on in each new one; DJL turns it off only in the thread that loaded the library.
   */
  public static void recordNothing() {
    JniUtils.setGradMode(false);
  }

  /**
   * From here on this thread records what {@link #backward} needs, until {@link #recordNothing}.
   */
  public static void record() {
    JniUtils.setGradMode(true);
  }

  /**
   * Goes back from an array that this thread has recorded to all its {@link Leaves}.
   *
   * @param slope of the loss by each number of the array
   */
  public static void backward(NDArray recorded, NDArray slope) {
    JniUtils.backward((PtNDArray) recorded, (PtNDArray) slope, false, false);
  }

  /** Threads of one operation that this thread calls, and any thread that never said how many. */
  public static void useThreads(int threads) {
    JniUtils.setNumThreads(threads);
  }

  private static synchronized Engine engine() {
    if (engine == null) {
      engine = load();
    }
    return engine;
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
