package io.mapache.xception.finetuning;

import io.mapache.models.Head;
import io.mapache.xception.KerasGoldens;
import java.nio.FloatBuffer;

/** The eight pictures, their labels and the head that Keras' golden steps start from. */
final class GuideBatch {
  static final int[] LABELS = {0, 1, 0, 1, 0, 1, 1, 0};
  static final int SIZE = 150;

  private GuideBatch() {}

  static Head head() {
    return new Head(
        2, KerasGoldens.floats("head1_kernel.npy"), KerasGoldens.floats("head1_bias.npy"));
  }

  static FloatBuffer pixels() {
    FloatBuffer pixels = FloatBuffer.allocate(LABELS.length * SIZE * SIZE * 3);
    for (int i = 0; i < LABELS.length; i++) {
      pixels.put(KerasGoldens.picture(i, SIZE));
    }
    return pixels.flip();
  }
}
