package io.mapache.inference.prediction.web;

import io.mapache.inference.prediction.web.Bodies.Body;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One body on its way in, piece by piece. It takes room as it grows, not as it is announced: a slow
 * sender of much holds what it has sent. One thread at a time.
 */
final class Upload {

  private static final int FIRST = 64 << 10;

  /** What is refused is read on to this many times the limit, and thrown away. */
  private static final long PATIENCE = 3;

  private final int each;
  private final Semaphore room; // bytes
  private final long announced;
  private byte[] bytes = {};
  private int length;
  private long thrownAway;
  private @Nullable Body refused;

  /**
   * @param each most bytes
   * @param room of all bodies, in bytes
   * @param announced content length, {@link Bodies#UNKNOWN} if it is not known
   */
  Upload(int each, Semaphore room, long announced) {
    this.each = each;
    this.room = room;
    this.announced = announced;
    if (announced > each) {
      refused = new Body.TooLarge(each);
    }
  }

  boolean isRefused() {
    return refused != null;
  }

  /**
   * A sender that is answered while it sends may never read the answer: what is refused is taken in
   * all the same, for a while.
   *
   * @return false if it is not worth to wait for the end
   */
  boolean add(Buffer piece) {
    if (refused == null) {
      refused = keep(piece);
    }
    if (refused != null) {
      letGo();
      thrownAway += piece.length();
    }
    return thrownAway < PATIENCE * each;
  }

  private @Nullable Body keep(Buffer piece) {
    if (piece.length() > each - length) {
      return new Body.TooLarge(each);
    }
    int needed = length + piece.length();
    if (needed > bytes.length && !grow(needed)) {
      return new Body.NoRoom();
    }
    piece.getBytes(bytes, length);
    length = needed;
    return null;
  }

  private boolean grow(int needed) {
    long most = announced == Bodies.UNKNOWN ? each : announced;
    int larger = (int) Math.max(needed, Math.min(most, Math.max(FIRST, 2L * bytes.length)));
    if (!room.tryAcquire(larger - bytes.length)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, larger);
    return true;
  }

  /**
   * That was all.
   *
   * @return a whole body has to be given back by {@link Bodies#release}
   */
  Body end() {
    if (refused != null) {
      return refused;
    }
    room.release(bytes.length - length);
    return new Body.Whole(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
  }

  /** The rest will not come. */
  void abandon() {
    letGo();
  }

  private void letGo() {
    room.release(bytes.length);
    bytes = new byte[0];
    length = 0;
  }
}
