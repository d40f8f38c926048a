package io.mapache.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SharedWorkTest {

  private final ExecutorService helper = Executors.newSingleThreadExecutor();

  @AfterEach
  void end() {
    helper.shutdownNow();
  }

  @Test
  void whoTakesPartAloneDoesAllAndWaitsForNobody() {
    SharedWork<Integer, Integer> work = new SharedWork<>(List.of(1, 2, 3), i -> 10 * i, 0);
    work.takePart();
    assertThat(work.results()).containsExactly(10, 20, 30);
  }

  @Test
  void whoComesWhenNothingIsLeftDoesNothing() {
    List<Integer> done = new ArrayList<>();
    SharedWork<Integer, Boolean> work = new SharedWork<>(List.of(1, 2), done::add, false);
    work.takePart();
    work.takePart();
    assertThat(done).containsExactly(1, 2);
  }

  @Test
  void whoAsksForTheResultsWaitsForWhoIsAtOne() {
    CountDownLatch begun = new CountDownLatch(1);
    Thread asking = Thread.currentThread();
    SharedWork<Integer, Integer> work =
        new SharedWork<>(
            List.of(1),
            i -> {
              begun.countDown();
              awaitThat(() -> asking.getState() == Thread.State.WAITING);
              return 10 * i;
            },
            0);
    CompletableFuture<Void> helped = CompletableFuture.runAsync(work::takePart, helper);
    awaitThat(() -> begun.getCount() == 0);
    work.takePart();
    assertThat(work.results()).containsExactly(10);
    helped.join();
  }

  @Test
  void aFaultIsThrownWhereItHappensAndNobodyWaitsForItsResult() {
    SharedWork<Integer, Integer> work =
        new SharedWork<>(List.of(1, 2), i -> 10 / (i - 1), Integer.MAX_VALUE);
    assertThatThrownBy(work::takePart).isInstanceOf(ArithmeticException.class);
    work.takePart();
    assertThat(work.results()).containsExactly(Integer.MAX_VALUE, 10);
  }

  private static void awaitThat(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new AssertionError("the test is over");
      }
      Thread.onSpinWait();
    }
  }
}
