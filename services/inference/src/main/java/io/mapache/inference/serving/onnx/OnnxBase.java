package io.mapache.inference.serving.onnx;

import io.mapache.inference.batching.Forward;
import io.mapache.inference.serving.Base;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One native session, and the buffers of all passes on it. */
final class OnnxBase implements Base {

  private final BaseSession session;
  private final DirectBuffers buffers;
  private final Queue<OnnxForward> forwards = new ConcurrentLinkedQueue<>();

  OnnxBase(BaseSession session, DirectBuffers buffers) {
    this.session = session;
    this.buffers = buffers;
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
    OnnxForward forward = new OnnxForward(session, buffers, maxBatch);
    forwards.add(forward);
    return forward;
  }

  @Override
  public void close() {
    session.close();
    forwards.forEach(OnnxForward::close);
  }

  @Override
  public String toString() {
    return session.toString();
  }
}
