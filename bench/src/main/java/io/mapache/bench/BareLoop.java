package io.mapache.bench;

import io.mapache.imaging.Decoded;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.Resize;
import io.mapache.models.Head;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The least that any server has to do for an answer: decode, resize, ONNX Runtime, head. One
 * thread, no queue, no HTTP: what the server's overhead is measured against. Not thread-safe.
 */
final class BareLoop implements AutoCloseable {

  private final ImageDecoder decoder = new ImageDecoder();
  private final BaseSession session;
  private final Head head;
  private final int batch;
  private final FloatBuffer images;
  private final FloatBuffer features;

  BareLoop(Path base, Head head, int threads, int batch) {
    this.session = BaseSession.load(base, threads);
    this.head = head;
    this.batch = batch;
    this.images = session.images(batch);
    this.features = session.buffer(Names.FEATURES, batch);
  }

  /** Answers as many pictures as fit the batch, beginning at {@code first}, round and round. */
  void answer(List<byte[]> pictures, int first) {
    images.clear();
    for (int i = 0; i < batch; i++) {
      Decoded decoded = decoder.decode(pictures.get((first + i) % pictures.size()));
      if (!(decoded instanceof Decoded.Image image)) {
        throw new IllegalStateException("the bench was given a bad picture: " + decoded);
      }
      Resize.bilinear(image.picture(), session.imageSize(), images);
    }
    session.features(images, batch, features);
    float[] row = new float[Head.FEATURES];
    for (int i = 0; i < batch; i++) {
      features.get(i * row.length, row);
      head.probabilities(row);
    }
  }

  int batch() {
    return batch;
  }

  @Override
  public void close() {
    session.close();
  }
}
