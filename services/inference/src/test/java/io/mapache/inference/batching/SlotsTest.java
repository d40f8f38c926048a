package io.mapache.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.inference.HandExecutor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {

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
