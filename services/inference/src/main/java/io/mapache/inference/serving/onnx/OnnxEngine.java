package io.mapache.inference.serving.onnx;

import ai.onnxruntime.OrtException;
import io.mapache.inference.serving.Base;
import io.mapache.inference.serving.Device;
import io.mapache.inference.serving.Engine;
import io.mapache.inference.serving.RefusedException;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import io.mapache.models.session.OnnxDevice;
import io.mapache.models.session.OnnxRuntime;
import io.mapache.models.session.PassThreads;
import io.mapache.models.session.SessionException;
import java.nio.file.Path;
import java.util.Set;

/** Bases in ONNX Runtime. */
public final class OnnxEngine implements Engine {

  private final PassThreads threads;
  private final DirectBuffers buffers = new DirectBuffers();

  /**
   * @param threads of each session, shared by all forward passes on it
   */
  public OnnxEngine(PassThreads threads) {
    this.threads = threads;
  }

  /**
   * Unpacks and loads ONNX Runtime, which the first base would otherwise wait for: half a second
   * that can pass while the deployments are read.
   */
  public static void start() {
    OnnxRuntime.environment();
  }

  /**
   * Lets all bases that are loaded from now on compute there, or on the CPU if it cannot be had.
   *
   * @param device {@code cpu} or {@code cuda}
   */
  public static Device use(String device) {
    return new Device(device, OnnxDevice.use(device));
  }

  @Override
  public Base load(Path file) throws RefusedException {
    BaseSession session;
    try {
      session = BaseSession.load(file, threads);
    } catch (SessionException e) {
      throw mayPass(e)
          ? RefusedException.forNow(e.getMessage(), e)
          : RefusedException.forGood(e.getMessage(), e);
    }
    Set<String> needed = Set.of(Names.FEATURES, Names.ACTIVATION);
    if (!session.outputs().containsAll(needed)) {
      session.close();
      throw RefusedException.forGood(
          "base %s has outputs %s (expected: %s among them). Not a whole base."
              .formatted(file, session.outputs(), needed));
    }
    return new OnnxBase(session, buffers);
  }

  /** Memory that cannot be had has no code of its own. */
  private static boolean mayPass(SessionException refused) {
    return refused.getCause() instanceof OrtException cause
        && cause.getCode() == OrtException.OrtErrorCode.ORT_RUNTIME_EXCEPTION;
  }
}
