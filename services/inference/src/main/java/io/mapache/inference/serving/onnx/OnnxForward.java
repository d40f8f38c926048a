package io.mapache.inference.serving.onnx;

import io.mapache.inference.batching.Forward;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Forward passes from one pair of direct buffers, used again and again: ONNX Runtime reads and
 * writes them in place.
 */
final class OnnxForward implements Forward, AutoCloseable {

  private static final int CHANNELS = 3;

  private final BaseSession session;
  private final DirectBuffers buffers;
  private final int maxBatch;
  private final FloatBuffer images;
  private final FloatBuffer features;
  private @Nullable FloatBuffer activations; // made when first asked for: 0.2 MB an image

  /**
   * @param session belongs to the caller
   * @param buffers are taken from there
   */
  OnnxForward(BaseSession session, DirectBuffers buffers, int maxBatch) {
    this.session = session;
    this.buffers = buffers;
    this.maxBatch = maxBatch;
    this.images = buffers.take(maxBatch * session.imageSize() * session.imageSize() * CHANNELS);
    this.features = buffers.take(maxBatch * session.size(Names.FEATURES));
  }

  @Override
  public float[][] features(List<float[]> batch) {
    put(batch);
    session.features(images, batch.size(), features);
    return rows(features, batch.size());
  }

  @Override
  public Mapped mapped(List<float[]> batch) {
    put(batch);
    if (activations == null) {
      activations = buffers.take(maxBatch * session.size(Names.ACTIVATION));
    }
    session.compute(
        images, batch.size(), Map.of(Names.FEATURES, features, Names.ACTIVATION, activations));
    return new Mapped(rows(features, batch.size()), rows(activations, batch.size()));
  }

  private void put(List<float[]> batch) {
    images.clear();
    batch.forEach(images::put);
  }

  private float[][] rows(FloatBuffer values, int rows) {
    int length = values.capacity() / maxBatch;
    float[][] read = new float[rows][length];
    for (int i = 0; i < rows; i++) {
      values.get(i * length, read[i]);
    }
    return read;
  }

  /** Gives its buffers back; no pass runs any more, and none will. */
  @Override
  public void close() {
    buffers.giveBack(images);
    buffers.giveBack(features);
    if (activations != null) {
      buffers.giveBack(activations);
    }
  }
}
