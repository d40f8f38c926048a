package io.mapache.inference.prediction.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Requests in memory before they are decoded, of every protocol: each limited, and all of them
 * together, so that many large ones at once are told to come again instead of taking the heap of
 * the others. Any number of threads.
 */
public final class Bodies {

  private static final int FIRST = 64 << 10;

  /** What is too large is read on to this many times the limit, and thrown away. */
  private static final long PATIENCE = 3;

  private final int each;
  private final Semaphore room; // bytes

  /**
   * @param each most bytes of one image
   * @param all most bytes of all of them
   */
  public Bodies(int each, int all) {
    if (each < 1 || all < each) {
      throw new IllegalArgumentException(
          "mapache.inference.prediction.max-bodies: %d (expected: at least max-body, %d, which is at least 1)"
              .formatted(all, each));
    }
    this.each = each;
    this.room = new Semaphore(all);
  }

  /** What came. */
  public sealed interface Body {

    /**
     * All of it.
     *
     * @param bytes not to be used after {@link Bodies#release}
     */
    record Whole(byte[] bytes) implements Body {}

    /** More than one image may have. */
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
  public Body read(InputStream in, long announced) throws IOException {
    if (announced > each) {
      return tooLarge(in);
    }
    int first = announced < 0 ? Math.min(FIRST, each) : (int) announced;
    if (!room.tryAcquire(first)) {
      return new Body.NoRoom();
    }
    Buffer buffer = new Buffer(first);
    try {
      return buffer.fill(in);
    } finally {
      room.release(buffer.surplus());
    }
  }

  /** A sender that is answered while it sends may never read the answer: let it end, if it does. */
  private Body tooLarge(InputStream in) throws IOException {
    byte[] nowhere = new byte[FIRST];
    long left = PATIENCE * each;
    int read = 0;
    while (read >= 0 && left > 0) {
      read = in.read(nowhere);
      left -= read;
    }
    return new Body.TooLarge(each);
  }

  /**
   * Room for a body that comes in pieces.
   *
   * @param announced content length, negative if it is not known
   */
  public Upload upload(long announced) {
    return new Upload(each, room, announced);
  }

  public void release(Body.Whole body) {
    release(body.bytes().length);
  }

  /**
   * Counts bytes that somebody else read.
   *
   * @return false if there is no room now; else they have to be given back by {@link #release(int)}
   */
  public boolean hold(int bytes) {
    return room.tryAcquire(bytes);
  }

  public void release(int bytes) {
    room.release(bytes);
  }

  /** Does work on a body, and releases it then. */
  <T> CompletionStage<T> using(Body.Whole body, Supplier<CompletionStage<T>> work) {
    return releasing(body.bytes().length, work);
  }

  /**
   * Does work that takes more room until it is done.
   *
   * @return empty if there is no room now
   */
  <T> Optional<CompletionStage<T>> withRoom(int bytes, Supplier<CompletionStage<T>> work) {
    return hold(bytes) ? Optional.of(releasing(bytes, work)) : Optional.empty();
  }

  private <T> CompletionStage<T> releasing(int bytes, Supplier<CompletionStage<T>> work) {
    CompletionStage<T> done;
    try {
      done = work.get();
    } catch (RuntimeException | Error e) {
      release(bytes);
      throw e;
    }
    return done.whenComplete((result, fault) -> release(bytes));
  }

  int free() {
    return room.availablePermits();
  }

  /** Room for one body, taken from that of all of them as it grows. */
  private final class Buffer {

    private byte[] bytes;
    private int length;
    private int kept;

    Buffer(int capacity) {
      bytes = new byte[capacity];
    }

    Body fill(InputStream in) throws IOException {
      int more = 0;
      while (more >= 0) {
        length += in.readNBytes(bytes, length, bytes.length - length);
        more = length < bytes.length ? -1 : in.read();
        if (more >= 0) {
          if (length == each) {
            return tooLarge(in);
          }
          if (!grow()) {
            return new Body.NoRoom();
          }
          bytes[length++] = (byte) more;
        }
      }
      kept = length;
      return new Body.Whole(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
    }

    private boolean grow() {
      int larger = (int) Math.min(each, 2L * Math.max(bytes.length, FIRST));
      if (!room.tryAcquire(larger - bytes.length)) {
        return false;
      }
      bytes = Arrays.copyOf(bytes, larger);
      return true;
    }

    /** What was taken and is not in the body. */
    int surplus() {
      return bytes.length - kept;
    }
  }
}
