package io.mapache.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mapache.inference.HandExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final HandExecutor threads = new HandExecutor();
  private final List<String> done = new ArrayList<>();

  @Test
  void nobodyWorksOnTheThreadOfWhoBringsTheWork() {
    Slots slots = new Slots(1, threads);
    slots.execute(() -> done.add("own"));
    slots.spare(() -> done.add("spare"));
    assertThat(done).isEmpty();
    threads.runAll();
    assertThat(done).containsExactly("own", "spare");
  }

  @Test
  void whatComesWhileNoneIsFreeWaitsItsTurn() {
    Slots slots = new Slots(1, threads);
    slots.execute(
        () -> {
          slots.execute(() -> done.add("second"));
          slots.execute(() -> done.add("third"));
          done.add("first");
        });
    threads.runNext();
    assertThat(done).containsExactly("first");
    threads.runNext();
    assertThat(done).containsExactly("first", "second");
    slots.execute(() -> done.add("fourth"));
    threads.runAll();
    assertThat(done).containsExactly("first", "second", "third", "fourth");
  }

  @Test
  void noMoreRunAtATimeThanThereAreSlots() {
    Slots slots = new Slots(2, threads);
    for (int i = 0; i < 5; i++) {
      slots.execute(() -> done.add("done"));
      assertThat(threads.waiting()).isLessThanOrEqualTo(2);
    }
    threads.runAll();
    assertThat(done).hasSize(5);
  }

  @Test
  void spareWorkRunsOnceNothingElseWaits() {
    Slots slots = new Slots(1, threads);
    slots.execute(
        () -> {
          slots.spare(() -> done.add("spare"));
          slots.execute(() -> done.add("asked"));
        });
    threads.runAll();
    assertThat(done).containsExactly("asked", "spare");
  }

  @Test
  void aLullIsThereOnceTheLastBatchIsDone() throws InterruptedException {
    Slots slots = new Slots(2, threads);
    slots.execute(() -> done.add("batch"));
    Thread waits = thread(() -> slots.awaitLull(Duration.ofDays(1)), () -> done.add("lull"));
    awaitWaiting(waits);

    threads.runAll();
    waits.join(SOON.toMillis());

    assertThat(done).containsExactly("batch", "lull");
  }

  @Test
  void aLullIsThereAtOnceIfNothingIsComputed() throws InterruptedException {
    Slots slots = new Slots(1, threads);
    slots.execute(() -> done.add("done"));
    threads.runAll();

    assertTimeoutPreemptively(SOON, () -> slots.awaitLull(Duration.ofDays(1)));
  }

  @Test
  void whoWaitsForALullGoesOnWithoutOneAfterAWhile() {
    Slots slots = new Slots(1, threads);
    slots.execute(() -> done.add("never"));

    assertTimeoutPreemptively(SOON, () -> slots.awaitLull(Duration.ofMillis(1)));
    assertThat(done).isEmpty();
  }

  @Test
  void whoIsInterruptedGoesOnAndStaysInterrupted() throws InterruptedException {
    Slots slots = new Slots(1, threads);
    slots.execute(() -> done.add("never"));
    Thread waits =
        thread(
            () -> slots.awaitLull(Duration.ofDays(1)),
            () -> done.add("interrupted: " + Thread.currentThread().isInterrupted()));
    awaitWaiting(waits);

    waits.interrupt();
    waits.join(SOON.toMillis());

    assertThat(done).containsExactly("interrupted: true");
  }

  private static Thread thread(Runnable first, Runnable second) {
    Thread thread =
        new Thread(
            () -> {
              first.run();
              second.run();
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Or ended. */
  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void workThatFailsGivesItsSlotBack() {
    Slots slots = new Slots(1, threads);
    slots.execute(
        () -> {
          throw new IllegalStateException("failed");
        });
    assertThatThrownBy(threads::runAll).hasMessage("failed");
    slots.execute(() -> done.add("next"));
    threads.runAll();
    assertThat(done).containsExactly("next");
  }
}
