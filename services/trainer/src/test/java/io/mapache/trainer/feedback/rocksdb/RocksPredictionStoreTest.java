package io.mapache.trainer.feedback.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Topic;
import io.mapache.contracts.event.PredictionMade;
import io.mapache.contracts.event.ServingRole;
import io.mapache.trainer.feedback.Kept;
import io.mapache.trainer.feedback.Standing;
import io.mapache.trainer.feedback.VersionKey;
import io.mapache.trainer.registry.Live;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksPredictionStoreTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Map<VersionKey, Standing> STANDINGS =
      Map.of(
          new VersionKey("pets", 3),
          new Standing(new Live(9, 1, 5, 4), Optional.of(NOW), new Live(2, 0, 1, 1)));

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsThereAfterARestart() throws IOException {
    Kept kept = kept("p1", "x", NOW);
    try (RocksPredictionStore store = open(10, NOW)) {
      store.write(List.of(kept), STANDINGS, Topic.PREDICTIONS, Map.of(0, 5L, 1, 7L));
      store.write(List.of(), Map.of(), Topic.PREDICTIONS, Map.of(1, 8L));
    }

    try (RocksPredictionStore store = open(10, NOW)) {
      assertThat(store.find(kept.key())).contains(kept);
      assertThat(store.of(Digest.of("x"))).containsExactly(kept);
      assertThat(store.of("p1")).containsExactly(kept);
      assertThat(store.of("p")).isEmpty();
      assertThat(store.standings()).isEqualTo(STANDINGS);
      assertThat(store.positions(Topic.PREDICTIONS)).isEqualTo(Map.of(0, 5L, 1, 8L));
      assertThat(store.positions(Topic.IMAGES)).isEmpty();
    }
  }

  @Test
  void whatKafkaForgetsIsForgotten() throws IOException {
    try (RocksPredictionStore store = open(10, NOW)) {
      store.write(
          List.of(kept("old", "x", NOW), kept("new", "x", NOW.plusSeconds(9))),
          STANDINGS,
          Topic.PREDICTIONS,
          Map.of(0, 2L));
    }
    try (RocksPredictionStore store = open(10, NOW.plus(Duration.ofDays(30)).plusSeconds(1))) {
      store.write(List.of(), Map.of(), Topic.PREDICTIONS, Map.of(0, 3L));

      assertThat(store.of(Digest.of("x")))
          .extracting(it -> it.made().prediction())
          .containsExactly("new");
      assertThat(store.of("old")).isEmpty();
      assertThat(store.standings()).isEqualTo(STANDINGS);
    }
  }

  @Test
  void ofTooManyTheOldestGo() throws IOException {
    for (int life = 0; life < 2; life++) {
      try (RocksPredictionStore store = open(3, NOW)) {
        for (int i = 0; i < 4; i++) {
          String id = life + "-" + i;
          store.write(
              List.of(kept(id, id, NOW.plusSeconds(10L * life + i))),
              Map.of(),
              Topic.PREDICTIONS,
              Map.of());
        }
        store.write(List.of(), Map.of(), Topic.PREDICTIONS, Map.of());
        assertThat(store.of(life + "-0")).isEmpty();
        assertThat(store.of(life + "-1")).hasSize(1);
      }
    }
  }

  @Test
  void clearedItIsAsNew() throws IOException {
    try (RocksPredictionStore store = open(10, NOW)) {
      Kept kept = kept("p1", "x", NOW);
      store.write(List.of(kept), STANDINGS, Topic.IMAGES, Map.of(0, 5L));

      store.clear();

      assertThat(store.find(kept.key())).isEmpty();
      assertThat(store.of("p1")).isEmpty();
      assertThat(store.standings()).isEmpty();
      assertThat(store.positions(Topic.IMAGES)).isEmpty();
    }
  }

  @Test
  void closedItIsNotTouched() throws IOException {
    RocksPredictionStore store = open(10, NOW);
    store.close();
    store.close();

    assertThatThrownBy(() -> store.of("p1")).isInstanceOf(IllegalStateException.class);
  }

  private RocksPredictionStore open(long most, Instant now) throws IOException {
    return RocksPredictionStore.open(
        folder.resolve("store"), most, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Kept kept(String id, String image, Instant at) {
    PredictionMade made =
        new PredictionMade(
            id,
            null,
            Digest.of(image),
            "pets",
            3,
            Digest.of("bundle"),
            ServingRole.CHAMPION,
            "cat",
            0.75,
            12.5,
            at);
    return new Kept(made, Optional.of("photos"), false, Optional.empty());
  }
}
