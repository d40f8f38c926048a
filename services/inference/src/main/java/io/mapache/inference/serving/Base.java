package io.mapache.inference.serving;

import io.mapache.inference.batching.Forward;

/** A network without its top, in native memory. Closing it while a forward pass runs is fatal. */
public interface Base extends AutoCloseable {

  /** Edge of the square images that it reads, in pixels. */
  int imageSize();

  /** Numbers that it makes of one image. */
  int features();

  /** A forward pass for up to {@code maxBatch} images at once, with buffers of its own. */
  Forward forward(int maxBatch);

  @Override
  void close();
}
