package io.mapache.inference.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopTest {

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void anOutcomeOfAnotherThreadComesOnTheEventLoopThatAskedForIt() {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    CompletableFuture<Thread> came = back(outcome).thenApply(value -> Thread.currentThread());

    outcome.complete("a cat"); // here, which is no event loop

    assertThat(came.join()).isEqualTo(onLoop(Thread::currentThread).join());
  }

  @Test
  void aFailureComesThereToo() {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    CompletableFuture<String> came = back(outcome);

    outcome.completeExceptionally(new IllegalStateException("a fault of ours"));

    assertThatThrownBy(came::join).hasRootCauseMessage("a fault of ours");
  }

  @Test
  void whatIsThereAlreadyTakesNoTurn() {
    CompletionStage<String> outcome = CompletableFuture.completedFuture("a cat");

    assertThat(back(outcome)).isSameAs(outcome);
  }

  private CompletableFuture<String> back(CompletionStage<String> outcome) {
    return onLoop(() -> EventLoop.back(vertx, outcome)).join().toCompletableFuture();
  }

  private <T> CompletableFuture<T> onLoop(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    loop.runOnContext(turn -> done.complete(work.get()));
    return done;
  }
}
