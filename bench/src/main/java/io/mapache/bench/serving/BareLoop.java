package io.mapache.bench.serving;

import io.mapache.imaging.Decoded;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.Resize;
import io.mapache.models.Head;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import io.mapache.models.session.PassThreads;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The least that any server has to do for an answer: decode, resize, ONNX Runtime, head. One
 * thread, no queue, no HTTP: what a server's overhead is measured against.
 */
final class BareLoop implements Answering {

  private static final Reply DONE = Reply.of(Answer.OK, 0);

  private final ImageDecoder decoder = new ImageDecoder();
  private final BaseSession session;
  private final PassThreads threads;
  private final Head head;
  private final List<byte[]> pictures;
  private final int atOnce;
  private final FloatBuffer images;
  private final FloatBuffer features;
  private boolean entered;

  /**
   * @param session belongs to the caller
   * @param threads of its passes; who answers is their first
   * @param atOnce images in one forward pass at most
   */
  BareLoop(BaseSession session, PassThreads threads, Head head, List<byte[]> pictures, int atOnce) {
    this.session = session;
    this.threads = threads;
    this.head = head;
    this.pictures = pictures;
    this.atOnce = atOnce;
    this.images = session.images(atOnce);
    this.features = session.buffer(Names.FEATURES, atOnce);
  }

  @Override
  public int atOnce() {
    return atOnce;
  }

  @Override
  public Reply answer(int first, int count) {
    if (!entered) {
      threads.enterAsFirst();
      entered = true;
    }
    images.clear();
    for (int i = 0; i < count; i++) {
      Decoded decoded = decoder.decode(pictures.get((first + i) % pictures.size()));
      if (!(decoded instanceof Decoded.Image image)) {
        throw new IllegalStateException("the bench was given a bad picture: " + decoded);
      }
      Resize.bilinear(image.picture(), session.imageSize(), images);
    }
    session.features(images, count, features);
    float[] row = new float[Head.FEATURES];
    for (int i = 0; i < count; i++) {
      features.get(i * row.length, row);
      head.probabilities(row);
    }
    return DONE;
  }
}
