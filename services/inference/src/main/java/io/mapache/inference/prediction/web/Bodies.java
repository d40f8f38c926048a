package io.mapache.inference.prediction.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
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

  /** Length of a body whose sender does not say. */
  static final long UNKNOWN = -1;

  /** 500 bytes a second: less than any network that people use, and no room is held for long. */
  private static final Reception.Pace PACE = new Reception.Pace(5_000, 10_000);

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
   * Takes a body in. On the event loop of its connection, before anything of it was read; no thread
   * waits for it.
   *
   * @return comes there, too, and never if the sender goes away; a whole body has to be given back
   *     by {@link #release}
   */
  public CompletionStage<Body> receive(RoutingContext call) {
    String length = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    Upload upload = upload(length == null ? UNKNOWN : Long.parseLong(length));
    return Reception.of(call, upload, PACE);
  }

  /**
   * Room for a body that comes in pieces.
   *
   * @param announced content length, {@link #UNKNOWN} if it is not known
   */
  Upload upload(long announced) {
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
}
