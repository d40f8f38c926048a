package io.mapache.inference.batching;

import java.util.List;

/**
 * A forward pass with buffers of its own: one caller at a time, from any thread. What it stands on
 * is open as long as the lease under which it is called.
 */
public interface Forward {

  /**
   * @param images float32 {@code [S,S,3]} RGB 0..255 each; 1 to as many as it was made for; not
   *     kept
   * @return the features of each image, in their order
   */
  float[][] features(List<float[]> images);

  /** The same pass, which hands out the last feature map as well. */
  Mapped mapped(List<float[]> images);

  /**
   * @param features of each image
   * @param activations {@code [s,s,features]} of each image in C order; the features are its means
   */
  record Mapped(float[][] features, float[][] activations) {}
}
