package io.mapache.trainer.trainings;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.TrainingCancelled;
import io.mapache.contracts.event.TrainingCompleted;
import io.mapache.contracts.event.TrainingFailed;
import io.mapache.contracts.event.TrainingStarted;
import io.mapache.contracts.training.JobExit;
import io.mapache.trainer.datasets.TrainingHistory;
import io.mapache.trainer.registry.Results;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingLogTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final TrainingLog log = new TrainingLog();

  @Test
  void aTrainingKeepsTheFirstOfTwoSnapshots() {
    apply(World.requested("t1"), started("t1", "one"), started("t1", "other"));

    assertThat(training("t1").started().orElseThrow().manifest()).isEqualTo(Digest.of("one"));
  }

  @Test
  void theFirstEndHolds() {
    apply(
        World.requested("t1"),
        started("t1", "one"),
        new TrainingCancelled("t1", "ann", NOW.plusSeconds(1)),
        completed("t1"),
        new TrainingFailed("t1", JobExit.BROKEN, "late", NOW.plusSeconds(9)));

    assertThat(training("t1").state()).isEqualTo(TrainingState.CANCELLED);
    assertThat(training("t1").result()).isEmpty();
  }

  @Test
  void aRequestThatComesAgainDoesNotBeginAnew() {
    apply(World.requested("t1"), started("t1", "one"), completed("t1"), World.requested("t1"));

    assertThat(training("t1").state()).isEqualTo(TrainingState.COMPLETED);
    assertThat(log.all()).hasSize(1);
  }

  @Test
  void eventsOfATrainingThatNobodyRequestedArePassedOver() {
    apply(started("t9", "one"), completed("t9"));

    assertThat(log.all()).isEmpty();
  }

  @Test
  void theHistoryOfADatasetIsWhatItsTriggerAsksFor() {
    assertThat(log.history("pets")).isEqualTo(TrainingHistory.NONE);

    apply(World.requested("t1"), started("t1", "one"), completed("t1"), World.requested("t2"));

    TrainingHistory history = log.history("pets");
    assertThat(history.active()).contains("t2");
    assertThat(history.last()).contains("t2");
    assertThat(history.lastEnd()).isEmpty();
    assertThat(history.known()).hasValue(100);
    assertThat(log.history("cars")).isEqualTo(TrainingHistory.NONE);
  }

  @Test
  void trainedTimeIsFromSnapshotToResult() {
    apply(World.requested("t1"), started("t1", "one"), completed("t1"));

    assertThat(log.trained()).isEqualTo(Duration.ofSeconds(30));
  }

  private Training training(String id) {
    return log.find(id).orElseThrow();
  }

  private void apply(Event... events) {
    List.of(events).forEach(log::apply);
  }

  private static TrainingStarted started(String id, String manifest) {
    return new TrainingStarted(
        id,
        "pets",
        "pets",
        Digest.of(manifest),
        List.of("cat", "dog"),
        Map.of(Split.TRAIN, 70, Split.VALIDATION, 15, Split.TEST, 15),
        "imagenet",
        null,
        null,
        Map.of(),
        NOW);
  }

  private static TrainingCompleted completed(String id) {
    return new TrainingCompleted(
        id, Results.result(id, Digest.of("one"), null), NOW.plusSeconds(30));
  }
}
