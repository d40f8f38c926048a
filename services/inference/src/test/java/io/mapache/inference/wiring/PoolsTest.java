package io.mapache.inference.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PoolsTest {

  @Test
  void whatIsDoneAgainAndAgainGoesOnAfterAFault() throws InterruptedException {
    CountDownLatch turns = new CountDownLatch(3);
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(Pools.named("faulty"));
    try {
      Runnable faulty =
          () -> {
            turns.countDown();
            throw new IllegalStateException("a fault of ours");
          };
      var unused =
          thread.scheduleWithFixedDelay(Pools.reported(faulty), 0, 1, TimeUnit.MILLISECONDS);

      assertThat(turns.await(5, TimeUnit.SECONDS)).isTrue();
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void aThreadThatComputesEntersBeforeItsFirstPass() throws Exception {
    CompletableFuture<Thread> entered = new CompletableFuture<>();
    Pools pools = new Pools(1, 1, 1, 1, () -> entered.complete(Thread.currentThread()));
    try {
      assertThat(pools.compute.submit(() -> entered.getNow(null) == Thread.currentThread()).get())
          .isTrue();
    } finally {
      Pools.end(pools.compute);
    }
  }

  @Test
  void whatIsToBeDoneLaterDoesNotHoldUpTheEnd() throws InterruptedException {
    Pools pools = new Pools(1, 1, 1, 1, () -> {});
    var unused = pools.loader.schedule(() -> {}, 1, TimeUnit.HOURS);
    pools.loader.shutdown();
    assertThat(pools.loader.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }
}
