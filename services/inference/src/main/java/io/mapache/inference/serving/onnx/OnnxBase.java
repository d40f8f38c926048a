package io.mapache.inference.serving.onnx;

import io.mapache.inference.batching.Forward;
import io.mapache.inference.serving.Base;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;

/** One native session. */
final class OnnxBase implements Base {

  private final BaseSession session;

  OnnxBase(BaseSession session) {
    this.session = session;
  }

  @Override
  public int imageSize() {
    return session.imageSize();
  }

  @Override
  public int features() {
    return session.size(Names.FEATURES);
  }

  @Override
  public Forward forward(int maxBatch) {
    return new OnnxForward(session, maxBatch);
  }

  @Override
  public void close() {
    session.close();
  }

  @Override
  public String toString() {
    return session.toString();
  }
}
