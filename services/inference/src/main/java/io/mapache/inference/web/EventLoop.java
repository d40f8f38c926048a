package io.mapache.inference.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The event loop of a request. */
public final class EventLoop {

  private EventLoop() {}

  /**
   * The same outcome, on the event loop that this is called on. JAX-RS goes on with a request under
   * a lock: told of an answer on another thread, it wakes the event loop, which finds the lock
   * taken, sleeps, and is woken a second time.
   */
  public static <T> CompletionStage<T> back(Vertx vertx, CompletionStage<T> outcome) {
    if (outcome.toCompletableFuture().isDone()) {
      return outcome;
    }
    Context loop = vertx.getOrCreateContext();
    CompletableFuture<T> back = new CompletableFuture<>();
    outcome.whenComplete(
        (value, failure) -> loop.runOnContext(turn -> complete(back, value, failure)));
    return back;
  }

  private static <T> void complete(CompletableFuture<T> outcome, T value, Throwable failure) {
    if (failure == null) {
      outcome.complete(value);
    } else {
      outcome.completeExceptionally(failure);
    }
  }
}
