package io.mapache.inference.prediction;

/** An image as it came. */
public sealed interface Input {

  /** A file in any format that is taken; decoded on the decode pool. Not to be modified. */
  record Encoded(byte[] bytes) implements Input {}

  /**
   * Pixels as a base reads them.
   *
   * @param size edge of the square, in pixels
   * @param values {@code [size,size,3]} RGB 0..255, row by row; not to be modified
   */
  record Pixels(int size, float[] values) implements Input {

    public Pixels {
      if (size < 1 || values.length != (long) size * size * 3) {
        throw new IllegalArgumentException(
            "pixels: %d numbers (expected: %d x %d x 3)".formatted(values.length, size, size));
      }
    }
  }
}
