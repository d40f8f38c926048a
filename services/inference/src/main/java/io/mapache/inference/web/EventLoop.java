package io.mapache.inference.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.Executor;

/** The event loop of a call. */
public final class EventLoop {

  private EventLoop() {}

  /**
   * Runs work on the event loop of the call that this thread looks after. JAX-RS goes on with a
   * call under a lock: told of an answer on another thread, it wakes the event loop, which finds
   * the lock taken, sleeps, and is woken a second time.
   */
  public static Executor ofThisCall() {
    Context context = Objects.requireNonNull(Vertx.currentContext(), "no thread of a call");
    return work -> context.runOnContext(turn -> work.run());
  }
}
