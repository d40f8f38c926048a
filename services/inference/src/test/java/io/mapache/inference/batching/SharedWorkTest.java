package io.mapache.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedWorkTest {

  private final ExecutorService helper = Executors.newSingleThreadExecutor();

  @AfterEach
  void end() {
    helper.shutdownNow();
  }

  @Test
  void whoTakesPartAloneDoesAllAndWaitsForNobody() {
    SharedWork<Integer, Integer> work = new SharedWork<>(List.of(1, 2, 3), i -> 10 * i);
    work.takePart();
    assertThat(work.results()).containsExactly(10, 20, 30);
  }

  @Test
  void whoComesWhenNothingIsLeftDoesNothing() {
    List<Integer> done = new ArrayList<>();
    SharedWork<Integer, Boolean> work = new SharedWork<>(List.of(1, 2), done::add);
    work.takePart();
    work.takePart();
    assertThat(done).containsExactly(1, 2);
  }

  @Test
  void theResultsOfTwoComeInTheOrderOfTheThings() {
    CountDownLatch both = new CountDownLatch(2);
    SharedWork<Integer, Integer> work =
        new SharedWork<>(
            List.of(1, 2),
            i -> {
              both.countDown();
              awaitZero(both); // each of the two is done by another thread
              return 10 * i;
            });
    CompletableFuture<Void> helped = CompletableFuture.runAsync(work::takePart, helper);
    work.takePart();
    assertThat(work.results()).containsExactly(10, 20);
    helped.join();
  }

  private static void awaitZero(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
