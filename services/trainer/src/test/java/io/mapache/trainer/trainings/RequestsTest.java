package io.mapache.trainer.trainings;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.event.TrainingCancelled;
import io.mapache.trainer.journal.MemoryJournal;
import io.mapache.trainer.trainings.Requests.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestsTest {

  private final MemoryJournal journal = new MemoryJournal();
  private final TrainingLog log = new TrainingLog();
  private final Requests requests = new Requests(log, journal);

  @BeforeEach
  void follow() {
    journal.follow(log::apply);
  }

  @Test
  void asManyWaitAsMayAndNoMoreWhoeverAsksAtTheSameTime() throws Exception {
    ExecutorService askers = Executors.newFixedThreadPool(8);
    List<Callable<Outcome>> all = new ArrayList<>();
    for (int i = 0; i < Requests.MOST + 20; i++) {
      String id = "t" + i;
      all.add(() -> requests.ask(World.requested(id)));
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Future<Outcome> asked : askers.invokeAll(all)) {
      outcomes.add(asked.get());
    }
    askers.shutdown();

    assertThat(outcomes).filteredOn(it -> it == Outcome.TAKEN).hasSize(Requests.MOST);
    assertThat(outcomes).filteredOn(it -> it == Outcome.FULL).hasSize(20);
    assertThat(log.all()).hasSize(Requests.MOST);
  }

  @Test
  void whatNoLongerWaitsMakesRoom() throws InterruptedException {
    for (int i = 0; i < Requests.MOST; i++) {
      requests.ask(World.requested("t" + i));
    }
    assertThat(requests.ask(World.requested("late"))).isEqualTo(Outcome.FULL);

    journal.append(new TrainingCancelled("t7", "ann", Instant.EPOCH));

    assertThat(requests.ask(World.requested("late"))).isEqualTo(Outcome.TAKEN);
  }

  @Test
  void whatWaitsAlreadyIsNotAskedForTwice() throws InterruptedException {
    requests.ask(World.fast("by-hand"));

    assertThat(requests.askOnce(World.fast("by-trigger"))).isEqualTo(Outcome.KNOWN);
    assertThat(requests.askOnce(World.requested("full"))).isEqualTo(Outcome.TAKEN);
    assertThat(log.all()).extracting(Training::id).containsExactly("by-hand", "full");
  }
}
