package io.mapache.inference.serving.onnx;

import io.mapache.inference.batching.Forward;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Forward passes from one pair of direct buffers, used again and again: ONNX Runtime reads and
 * writes them in place.
 */
final class OnnxForward implements Forward {

  private final BaseSession session;
  private final int length;
  private final FloatBuffer images;
  private final FloatBuffer features;

  OnnxForward(BaseSession session, int maxBatch) {
    this.session = session;
    this.length = session.size(Names.FEATURES);
    this.images = session.images(maxBatch);
    this.features = session.buffer(Names.FEATURES, maxBatch);
  }

  @Override
  public float[][] features(List<float[]> batch) {
    images.clear();
    batch.forEach(images::put);
    session.features(images, batch.size(), features);
    float[][] read = new float[batch.size()][length];
    for (int i = 0; i < read.length; i++) {
      features.get(i * length, read[i]);
    }
    return read;
  }
}
