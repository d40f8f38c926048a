package io.mapache.models.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.util.Optional;

/**
 * Where the sessions of this process compute. A process has one device for all that it does, like
 * libtorch's threads: a training job asks for its own before it loads the first session.
 */
public final class OnnxDevice {

  private static volatile boolean cuda;

  private OnnxDevice() {}

  /**
   * Lets all sessions that are loaded from now on compute there. The libraries are asked, not what
   * the build says of itself: a build for GPUs names its CUDA provider on machines without one too.
   *
   * @param device {@code cpu} or {@code cuda}
   * @return what is missing, as a sentence that says what to do, and nothing has changed; empty if
   *     nothing is
   */
  public static Optional<String> use(String device) {
    boolean gpu = device.equals("cuda");
    if (gpu) {
      try (OrtSession.SessionOptions probe = new OrtSession.SessionOptions()) {
        addCuda(probe);
      } catch (OrtException e) {
        return Optional.of(
            "device: cuda, but ONNX Runtime cannot use it (%s). It needs the build for GPUs (Maven profile gpu) and CUDA 12 with cuDNN 9 on the library path; docs/gpu.md has the steps. Set device: cpu to do without a GPU."
                .formatted(oneLine(e.getMessage())));
      }
    }
    cuda = gpu;
    return Optional.empty();
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s+", " ");
  }

  static boolean isCuda() {
    return cuda;
  }

  /** Adds what this process computes on, before the CPU, which is always there. */
  static void addTo(OrtSession.SessionOptions options) throws OrtException {
    if (cuda) {
      addCuda(options);
    }
  }

  /** In full float32, so that a model answers on a CPU as it was evaluated here. */
  private static void addCuda(OrtSession.SessionOptions options) throws OrtException {
    OnnxRuntime.environment();
    try (OrtCUDAProviderOptions gpu = new OrtCUDAProviderOptions()) {
      gpu.add("use_tf32", "0");
      options.addCUDA(gpu);
    }
  }
}
