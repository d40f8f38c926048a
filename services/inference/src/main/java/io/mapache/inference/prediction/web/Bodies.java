package io.mapache.inference.prediction.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * Images in memory before they are decoded: each limited, and all of them together, so that many
 * large ones at once are told to come again instead of taking the heap of the others.
 */
final class Bodies {

  private static final int FIRST = 64 << 10;

  private final int each;
  private final Semaphore room; // bytes

  /**
   * @param each most bytes of one image
   * @param all most bytes of all of them
   */
  Bodies(int each, int all) {
    if (each < 1 || all < each) {
      throw new IllegalArgumentException(
          "mapache.inference.prediction.max-bodies: %d (expected: at least max-body, %d, which is at least 1)"
              .formatted(all, each));
    }
    this.each = each;
    this.room = new Semaphore(all);
  }

  /** What came. */
  sealed interface Body {

    /**
     * All of it.
     *
     * @param bytes not to be used after {@link Bodies#release}
     */
    record Whole(byte[] bytes) implements Body {}

    /** More than one image may have; the rest was not read. */
    record TooLarge(int limit) implements Body {}

    /** No room now. */
    record NoRoom() implements Body {}
  }

  /**
   * Reads to the end, or to the limit.
   *
   * @param announced content length, negative if it is not known
   * @return a whole body has to be given back by {@link #release}
   */
  Body read(InputStream in, long announced) throws IOException {
    if (announced > each) {
      return new Body.TooLarge(each);
    }
    int capacity = announced < 0 ? Math.min(FIRST, each) : (int) announced;
    if (!room.tryAcquire(capacity)) {
      return new Body.NoRoom();
    }
    byte[] bytes = new byte[capacity];
    int length = 0;
    boolean whole = false;
    try {
      while (true) {
        length += in.readNBytes(bytes, length, bytes.length - length);
        int more = length < bytes.length ? -1 : in.read();
        if (more < 0) {
          break;
        }
        if (length == each) {
          return new Body.TooLarge(each);
        }
        int larger = (int) Math.min(each, 2L * Math.max(bytes.length, FIRST));
        if (!room.tryAcquire(larger - bytes.length)) {
          return new Body.NoRoom();
        }
        bytes = Arrays.copyOf(bytes, larger);
        bytes[length++] = (byte) more;
      }
      whole = true;
    } finally {
      room.release(whole ? bytes.length - length : bytes.length);
    }
    return new Body.Whole(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
  }

  void release(Body.Whole body) {
    room.release(body.bytes().length);
  }

  int free() {
    return room.availablePermits();
  }
}
