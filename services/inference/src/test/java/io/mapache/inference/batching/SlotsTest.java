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
  void whoFindsAFreeSlotDoesItsWorkItself() {
    Slots slots = new Slots(1, threads);
    slots.execute(() -> done.add("own"));
    assertThat(done).containsExactly("own");
    assertThat(threads.waiting()).isZero();
  }

  @Test
  void whatComesWhileNoneIsFreeWaitsItsTurnOnTheThreads() {
    Slots slots = new Slots(1, threads);
    slots.execute(
        () -> {
          slots.execute(() -> done.add("second"));
          slots.execute(() -> done.add("third"));
          done.add("first");
        });
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
    slots.execute(
        () ->
            slots.execute(
                () -> {
                  slots.execute(() -> done.add("third"));
                  assertThat(done).isEmpty();
                }));
    assertThat(done).isEmpty();
    threads.runAll();
    assertThat(done).containsExactly("third");
  }

  @Test
  void spareWorkRunsOnTheThreadsOnceNothingElseWaits() {
    Slots slots = new Slots(1, threads);
    slots.execute(
        () -> {
          slots.spare(() -> done.add("spare"));
          slots.execute(() -> done.add("asked"));
        });
    threads.runAll();
    slots.spare(() -> done.add("more"));
    assertThat(done).containsExactly("asked", "spare");
    threads.runAll();
    assertThat(done).containsExactly("asked", "spare", "more");
  }

  @Test
  void workThatFailsGivesItsSlotBack() {
    Slots slots = new Slots(1, threads);
    assertThatThrownBy(
            () ->
                slots.execute(
                    () -> {
                      throw new IllegalStateException("failed");
                    }))
        .hasMessage("failed");
    slots.execute(() -> done.add("next"));
    assertThat(done).containsExactly("next");
  }
}
