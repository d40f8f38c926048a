package io.mapache.inference.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopTest {

  private final Vertx vertx = Vertx.vertx();
  private final Context call = vertx.getOrCreateContext();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void workOfAnotherThreadRunsOnTheEventLoopOfTheCall() {
    Executor loop = onCall(EventLoop::ofThisCall);

    CompletableFuture<Thread> ran = CompletableFuture.supplyAsync(Thread::currentThread, loop);

    assertThat(ran.join()).isEqualTo(onCall(Thread::currentThread));
  }

  @Test
  void soDoesWorkOfACallThatAWorkerLooksAfter() {
    Executor loop =
        call.executeBlocking(EventLoop::ofThisCall)
            .toCompletionStage()
            .toCompletableFuture()
            .join();

    CompletableFuture<Thread> ran = CompletableFuture.supplyAsync(Thread::currentThread, loop);

    assertThat(ran.join()).isEqualTo(onCall(Thread::currentThread));
  }

  private <T> T onCall(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    call.runOnContext(turn -> done.complete(work.get()));
    return done.join();
  }
}
