package io.mapache.models.session;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.mapache.models.graph.Names;
import java.util.Map;
import java.util.Set;

/** A head's graph in ONNX Runtime. Owns one native session; for one thread at a time. */
public final class HeadSession implements AutoCloseable {

  private final OrtEnvironment environment;
  private final OrtSession session;

  private HeadSession(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  /**
   * @param graph bytes of {@code head.onnx}
   * @throws SessionException if ONNX Runtime refuses them
   */
  public static HeadSession of(byte[] graph) {
    OrtEnvironment environment = OnnxRuntime.environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      return new HeadSession(environment, environment.createSession(graph, options));
    } catch (OrtException e) {
      throw new SessionException("head refused by ONNX Runtime: " + e.getMessage(), e);
    }
  }

  /**
   * @param features {@code [n][2048]}
   * @return {@code [n][1]} for two classes, else {@code [n][C]}
   */
  public float[][] logits(float[][] features) {
    try (OnnxTensor input = OnnxTensor.createTensor(environment, features);
        OrtSession.Result result =
            session.run(Map.of(Names.FEATURES, input), Set.of(Names.LOGITS))) {
      return (float[][]) result.get(0).getValue();
    } catch (OrtException e) {
      throw new SessionException("head failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new SessionException("head did not close: " + e.getMessage(), e);
    }
  }
}
