package io.mapache.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final Progress progress = new Progress();

  @Test
  void isCaughtUpOnceTheEndAtItsBeginningIsPassed() {
    progress.begin(Map.of(0, 0L, 1, 0L), Map.of(0, 3L, 1, 0L));
    progress.advance(Map.of(0, 2L, 1, 5L));
    assertThat(progress.caughtUp()).isNotDone();
    progress.advance(Map.of(0, 3L, 1, 5L));
    assertThat(progress.caughtUp()).isCompleted();
  }

  @Test
  void isCaughtUpAtOnceOnAnEmptyTopic() {
    progress.begin(Map.of(0, 0L), Map.of(0, 0L));
    assertThat(progress.caughtUp()).isCompleted();
  }

  @Test
  void anotherBeginningDoesNotMoveTheTarget() {
    progress.begin(Map.of(0, 0L), Map.of(0, 2L));
    progress.begin(Map.of(0, 1L), Map.of(0, 9L));
    progress.advance(Map.of(0, 2L));
    assertThat(progress.caughtUp()).isCompleted();
  }

  @Test
  void reachedWaitsForEveryPartition() {
    progress.begin(Map.of(0, 0L, 1, 0L), Map.of(0, 0L, 1, 0L));
    CompletableFuture<Void> reached = progress.reached(Map.of(0, 1L, 1, 1L));
    progress.advance(Map.of(0, 4L, 1, 0L));
    assertThat(reached).isNotDone();
    progress.advance(Map.of(0, 4L, 1, 1L));
    assertThat(reached).isCompleted();
    assertThat(progress.reached(Map.of(0, 4L))).isCompleted();
  }

  @Test
  void nothingIsReachedBeforeTheTopicWas() {
    assertThat(progress.reached(Map.of(0, 1L))).isNotDone();
    assertThat(progress.caughtUp()).isNotDone();
  }

  @Test
  void whoeverWaitsLearnsOfTheEnd() {
    CompletableFuture<Void> before = progress.reached(Map.of(0, 1L));
    progress.end(new IllegalStateException("lost"));
    assertThat(before).isCompletedExceptionally();
    assertThat(progress.reached(Map.of(0, 1L))).isCompletedExceptionally();
    assertThat(progress.caughtUp()).isCompletedExceptionally();
  }
}
