package io.mapache.xception.network.djl;

import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** What a training on a GPU lacks on this machine. Its sentences are for whoever asked for one. */
final class CudaDevice {
  private static final int SUCCESS = 0;

  private CudaDevice() {}

  /**
   * GPUs that the driver lets this process see; empty without a driver. Asked of the driver itself:
   * a CUDA runtime that is missing looks like a machine without GPUs to DJL.
   */
  static OptionalInt gpus() {
    try {
      NativeLibrary driver = NativeLibrary.getInstance("libcuda.so.1");
      IntByReference gpus = new IntByReference();
      int none = 0;
      boolean counted =
          driver.getFunction("cuInit").invokeInt(new Object[] {0}) == SUCCESS
              && driver.getFunction("cuDeviceGetCount").invokeInt(new Object[] {gpus}) == SUCCESS;
      return OptionalInt.of(counted ? gpus.getValue() : none);
    } catch (UnsatisfiedLinkError e) {
      return OptionalInt.empty();
    }
  }

  /** What the machine lacks, before any library is loaded. */
  static Optional<String> missing(OptionalInt gpus) {
    if (gpus.isEmpty()) {
      return lacks(
          "this machine has no NVIDIA driver (libcuda.so.1 is not found). Install it, or give the"
              + " container its GPU");
    }
    if (gpus.getAsInt() == 0) {
      return lacks(
          "the NVIDIA driver sees no GPU. Look at nvidia-smi and CUDA_VISIBLE_DEVICES, or give the"
              + " container its GPU");
    }
    return Optional.empty();
  }

  /**
   * What libtorch lacks on a machine that has a GPU.
   *
   * @param folder that it was loaded from
   * @param usesCuda what it says of itself
   */
  static Optional<String> missing(Path folder, boolean usesCuda) {
    if (!Files.exists(folder.resolve("libtorch_cuda.so"))) {
      return lacks(
          "libtorch in %s is a build for CPUs. Use the GPU image, or let PYTORCH_LIBRARY_PATH name a CUDA build of the same version"
              .formatted(folder));
    }
    if (!usesCuda) {
      return lacks(
          "libtorch in %s cannot use the GPU. Look whether the driver is older than its CUDA"
              .formatted(folder));
    }
    return Optional.empty();
  }

  /** The sentence around what is missing. */
  static Optional<String> lacks(String what) {
    return Optional.of(
        "device: cuda, but %s; docs/gpu.md has the steps. Set device: cpu to train without a GPU."
            .formatted(what));
  }
}
