package io.mapache.models.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeasedTest {

  private static final class Resource implements AutoCloseable {
    final AtomicInteger closes = new AtomicInteger();

    @Override
    public void close() {
      closes.incrementAndGet();
    }

    int closes() {
      return closes.get();
    }
  }

  private final Resource resource = new Resource();
  private final Leased<Resource> model = new Leased<>(resource, Runnable::run);

  @Test
  void closesOnlyWhenTheLastLeaseEnds() {
    var first = model.lease().orElseThrow();
    var second = model.lease().orElseThrow();
    model.retire();
    first.close();
    assertThat(resource.closes()).isZero();

    second.close();

    assertThat(resource.closes()).isOne();
  }

  @Test
  void staysOpenWithoutLeasesWhileItHasAnOwner() {
    model.lease().orElseThrow().close();

    assertThat(resource.closes()).isZero();
    assertThat(model.lease()).isPresent();
  }

  @Test
  void isNotRevivedOnceNobodyHoldsIt() {
    model.retire();

    assertThat(model.lease()).isEmpty();
    assertThat(model.lease())
        .isEmpty(); // a count that the first attempt had raised would revive it
    assertThat(resource.closes()).isOne();
  }

  @Test
  void canStillBeLeasedBetweenRetirementAndTheLastEnd() {
    var running = model.lease().orElseThrow();
    model.retire();

    var late = model.lease().orElseThrow(); // the caller read the reference just before the swap
    running.close();
    assertThat(resource.closes()).isZero();
    late.close();
    assertThat(resource.closes()).isOne();
  }

  @Test
  void countsALeaseClosedTwiceOnce() {
    var careless = model.lease().orElseThrow();
    var running = model.lease().orElseThrow();
    model.retire();

    careless.close();
    careless.close();

    assertThat(resource.closes()).isZero();
    running.close();
    assertThat(resource.closes()).isOne();
  }

  @Test
  void countsTwoRetirementsOnce() {
    var running = model.lease().orElseThrow();

    model.retire();
    model.retire();

    assertThat(resource.closes()).isZero();
    running.close();
    assertThat(resource.closes()).isOne();
  }

  @Test
  void closesOnTheCloserNotOnTheCaller() {
    Queue<Runnable> closer = new ArrayDeque<>();
    Leased<Resource> leased = new Leased<>(resource, closer::add);

    var closed = leased.retire().toCompletableFuture();

    assertThat(resource.closes()).isZero();
    assertThat(closed).isNotDone();
    closer.remove().run();
    assertThat(resource.closes()).isOne();
    assertThat(closed).isDone();
  }

  @Test
  void tellsTheOwnerWhatCloseThrew() {
    Leased<AutoCloseable> broken =
        new Leased<>(
            () -> {
              throw new IllegalStateException("native memory is gone");
            },
            Runnable::run);

    assertThat(broken.retire().toCompletableFuture())
        .failsWithin(java.time.Duration.ZERO)
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("native memory is gone");
  }

  @Test
  void doesNotHandOutTheResourceAfterTheLeaseEnded() {
    var ended = model.lease().orElseThrow();
    ended.close();

    assertThatThrownBy(ended::resource).hasMessageContaining("has ended");
  }

  @Test
  void countsLeases() {
    var running = model.lease().orElseThrow();
    assertThat(model.leases()).isOne();
    model.retire();
    assertThat(model.leases()).isOne();
    running.close();
    assertThat(model.leases()).isZero();
  }

  @Test
  void neverClosesUnderALeaseWhenManyThreadsRaceARetirement() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 200; round++) {
        Resource raced = new Resource();
        Leased<Resource> leased = new Leased<>(raced, Runnable::run);
        List<Future<Integer>> seen = new ArrayList<>();
        for (int caller = 0; caller < 3; caller++) {
          seen.add(threads.submit(() -> closesSeenUnderLeases(leased)));
        }
        threads.submit(leased::retire).get();
        for (Future<Integer> closes : seen) {
          assertThat(closes.get()).isZero();
        }
        assertThat(raced.closes()).isOne();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int closesSeenUnderLeases(Leased<Resource> leased) {
    int seen = 0;
    for (int i = 0; i < 50; i++) {
      var lease = leased.lease();
      if (lease.isPresent()) {
        seen += lease.get().resource().closes();
        lease.get().close();
      }
    }
    return seen;
  }
}
