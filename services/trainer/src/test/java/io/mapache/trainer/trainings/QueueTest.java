package io.mapache.trainer.trainings;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.TrainingRequested;
import io.mapache.contracts.event.TrainingStarted;
import io.mapache.contracts.training.Lane;
import io.mapache.contracts.training.Recipe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final TrainingLog log = new TrainingLog();

  @Test
  void datasetsTakeTurnsWhoeverAskedMostOften() {
    request("a1", "a");
    request("a2", "a");
    request("a3", "a");
    request("b1", "b");
    request("c1", "c");
    request("b2", "b");

    assertThat(order(Lane.FULL)).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
  }

  @Test
  void theDatasetWhoseTurnIsTheLongestAgoComesFirst() {
    request("a1", "a");
    request("b1", "b");
    start("a1", "a", 2);
    start("b1", "b", 1);
    request("a2", "a");
    request("b2", "b");
    request("c1", "c");

    assertThat(order(Lane.FULL)).containsExactly("c1", "b2", "a2");
  }

  @Test
  void lookingAgainAfterEachStartGivesTheSameOrder() {
    request("a1", "a");
    request("a2", "a");
    request("b1", "b");
    request("b2", "b");
    List<String> foretold = order(Lane.FULL);
    List<String> seen = new ArrayList<>();
    while (!order(Lane.FULL).isEmpty()) {
      String next = order(Lane.FULL).get(0);
      seen.add(next);
      start(next, next.substring(0, 1), seen.size());
    }

    assertThat(seen).isEqualTo(foretold).containsExactly("a1", "b1", "a2", "b2");
  }

  @Test
  void eachLaneHasItsOwn() {
    request("a1", "a");
    log.apply(
        new TrainingRequested("f1", "a", "a", Recipe.DEFAULT.frozenOnly(), null, "a test", NOON));

    assertThat(order(Lane.FULL)).containsExactly("a1");
    assertThat(order(Lane.FAST)).containsExactly("f1");
  }

  @Test
  void onlyWhatWaitsHasAPlace() {
    request("a1", "a");
    request("a2", "a");
    request("a3", "a");
    start("a1", "a", 1);

    Queue queue = Queue.of(log.all(), Lane.FULL);

    assertThat(queue.place("a1")).isEmpty();
    assertThat(queue.place("a3")).contains(2);
  }

  private List<String> order(Lane lane) {
    return Queue.of(log.all(), lane).waiting().stream().map(Training::id).toList();
  }

  private void request(String id, String dataset) {
    log.apply(new TrainingRequested(id, dataset, dataset, Recipe.DEFAULT, null, "a test", NOON));
  }

  private void start(String id, String dataset, int second) {
    log.apply(
        new TrainingStarted(
            id,
            dataset,
            dataset,
            Digest.of(id),
            List.of("cat", "dog"),
            Map.of(),
            null,
            null,
            null,
            null,
            NOON.plusSeconds(second)));
  }
}
