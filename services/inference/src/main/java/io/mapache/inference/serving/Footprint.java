package io.mapache.inference.serving;

/**
 * Memory that a base takes, estimated before it is loaded.
 *
 * @param loading bytes at most while it is loaded
 * @param open bytes once it is, with the largest batch computed
 */
record Footprint(long loading, long open) {

  /** ONNX Runtime holds a file up to three times while it loads it: docs/adr/0019. */
  private static final double LOADING = 3;

  /** Its weights, and those that it has put in another order for the convolutions. */
  private static final double OPEN = 2;

  /** Bytes of feature maps and scratch for each pixel of a batch. */
  private static final long PIXEL = 450;

  /**
   * @param file bytes of {@code base.onnx}
   * @param imageSize edge of the images that it reads, in pixels
   * @param maxBatch images in a forward pass
   */
  static Footprint of(long file, int imageSize, int maxBatch) {
    long maps = PIXEL * imageSize * imageSize * maxBatch;
    return new Footprint((long) (LOADING * file), (long) (OPEN * file) + maps);
  }

  /** What has to be free before it is loaded. */
  long needed() {
    return Math.max(loading, open);
  }
}
