package io.mapache.inference.prediction;

import java.util.UUID;

/** An image as it came. */
public sealed interface Input {

  /** Names the answer: what the client is told, and what events about it say. */
  String id();

  /** The same image under another id. */
  Input as(String id);

  /** Bytes that it takes in memory. */
  int weight();

  /** A file in any format that is taken; decoded on the decode pool. Not to be modified. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Encoded(String id, byte[] bytes) implements Input {

    /** Under a new id. */
    public Encoded(byte[] bytes) {
      this(newId(), bytes);
    }

    @Override
    public Encoded as(String other) {
      return new Encoded(other, bytes);
    }

    @Override
    public int weight() {
      return bytes.length;
    }
  }

  /**
   * Pixels as a base reads them.
   *
   * @param size edge of the square, in pixels
   * @param values {@code [size,size,3]} RGB 0..255, row by row; not to be modified
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Pixels(String id, int size, float[] values) implements Input {

    public Pixels {
      if (size < 1 || values.length != (long) size * size * 3) {
        throw new IllegalArgumentException(
            "pixels: %d numbers (expected: %d x %d x 3)".formatted(values.length, size, size));
      }
    }

    /** Under a new id. */
    public Pixels(int size, float[] values) {
      this(newId(), size, values);
    }

    @Override
    public Pixels as(String other) {
      return new Pixels(other, size, values);
    }

    @Override
    public int weight() {
      return values.length * Float.BYTES;
    }
  }

  /** An id that nobody has. */
  static String newId() {
    return UUID.randomUUID().toString();
  }
}
