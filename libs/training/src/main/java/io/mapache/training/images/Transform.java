package io.mapache.training.images;

import io.mapache.contracts.Digest;
import java.nio.FloatBuffer;

/**
 * What is done to an image's pixels after the resize and before the network sees them, such as an
 * augmentation. Any number of threads.
 */
@FunctionalInterface
public interface Transform {

  /** Leaves every image as it is. */
  Transform NONE = (image, pixels, imageSize) -> {};

  /**
   * Changes one image in place.
   *
   * @param image of which image: with a seed, all that its random choices may depend on
   * @param pixels float32 {@code [S,S,3]} RGB 0..255, from the position of the buffer on, which
   *     stays
   * @param imageSize S
   */
  void apply(Digest image, FloatBuffer pixels, int imageSize);
}
