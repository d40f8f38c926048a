package io.mapache.trainer.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Topic;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ImageLabeled;
import io.mapache.contracts.event.PredictionJudged;
import io.mapache.contracts.event.PredictionMade;
import io.mapache.contracts.event.ServingReported;
import io.mapache.contracts.event.ServingRole;
import io.mapache.trainer.feedback.rocksdb.RocksPredictionStore;
import io.mapache.trainer.journal.UnavailableException;
import io.mapache.trainer.registry.Live;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real store; what the rest of the trainer knows is in the test's hands. */
class JudgingTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;

  private final World world = new World();
  private final List<PredictionJudged> judged = new ArrayList<>();
  private boolean kafkaAway;
  private RocksPredictionStore store;
  private Judging judging;
  private long offset;

  @BeforeEach
  void open() throws IOException {
    store =
        RocksPredictionStore.open(
            folder.resolve("predictions"), 1_000, Clock.fixed(NOW, ZoneOffset.UTC));
    judging = new Judging(store, world, this::announce, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private void announce(List<PredictionJudged> judgements) {
    if (kafkaAway) {
      throw new UnavailableException("no answer", null);
    }
    judged.addAll(judgements);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aLaterLabelJudgesTheAnswer() throws Exception {
    made("p1", "photos", "x", 1, "cat");
    assertThat(judged).isEmpty();

    label("photos", "x", "dog");

    assertThat(judged)
        .containsExactly(
            new PredictionJudged(
                "p1",
                "photos",
                Digest.of("x"),
                "pets",
                1,
                ServingRole.CHAMPION,
                "cat",
                "dog",
                1,
                false,
                NOW));
    assertThat(judging.of("pets", 1)).isEqualTo(new Live(0, 0, 1, 0));
  }

  @Test
  void aLabelThatIsThereJudgesAnAnswerThatComesLater() throws Exception {
    label("photos", "x", "cat");
    made("p1", "photos", "x", 1, "cat");

    assertThat(judged).extracting(PredictionJudged::correct).containsExactly(true);
  }

  @Test
  void anImageThatTheVersionHasLearntJudgesNothing() throws Exception {
    world.learnt.add(Digest.of("x"));
    label("photos", "x", "cat");
    made("p1", "photos", "x", 1, "cat");
    label("photos", "x", "dog");

    assertThat(judged).isEmpty();
    assertThat(judging.of("pets", 1)).isEqualTo(Live.NONE);
  }

  @Test
  void anImageThatCameByTheApiIsJudgedByTheDatasetOfTheVersion() throws Exception {
    made("p1", null, "x", 1, "cat");
    label("other", "x", "dog");
    assertThat(judged).isEmpty();

    label("photos", "x", "cat");

    assertThat(judged).extracting(PredictionJudged::dataset).containsExactly("photos");
  }

  @Test
  void aLabelThatIsSaidAgainJudgesOnceAndACorrectedOneAgain() throws Exception {
    made("p1", "photos", "x", 1, "cat");
    label("photos", "x", "dog");
    label("photos", "x", "dog");
    label("photos", "x", "cat");
    label("photos", "x", "dog");

    assertThat(judged).extracting(PredictionJudged::label).containsExactly("dog", "cat", "dog");
    assertThat(judged).extracting(PredictionJudged::judgement).containsExactly(1, 2, 3);
    assertThat(judged).extracting(PredictionJudged::id).doesNotHaveDuplicates();
    assertThat(judging.of("pets", 1)).isEqualTo(new Live(0, 0, 1, 0));
  }

  @Test
  void anImageThatCameManyTimesCountsOnceForEachVersion() throws Exception {
    made("p1", null, "x", 1, "cat");
    made("p2", null, "x", 1, "cat");
    made("p3", null, "x", 2, "dog");
    label("photos", "x", "cat");
    made("p4", null, "x", 1, "cat");

    assertThat(judged)
        .extracting(PredictionJudged::prediction)
        .containsExactlyInAnyOrder("p1", "p2", "p3", "p4");
    assertThat(judging.of("pets", 1)).isEqualTo(new Live(0, 0, 1, 1));
    assertThat(judging.of("pets", 2)).isEqualTo(new Live(0, 0, 1, 0));
  }

  @Test
  void aShadowsAnswerHasTheIdOfTheChampionsAndIsJudgedForItself() throws Exception {
    made("p1", null, "x", 1, "cat");
    take(prediction("p1", null, "x", 2, "dog", ServingRole.SHADOW, NOW));
    label("photos", "x", "dog");

    assertThat(judged).extracting(PredictionJudged::version).containsExactlyInAnyOrder(1, 2);
    assertThat(judged).extracting(PredictionJudged::id).doesNotHaveDuplicates();
    assertThat(store.of("p1")).extracting(kept -> kept.made().version()).containsExactly(1, 2);
  }

  @Test
  void whoAskedForAVersionByItsNumberGetsAJudgementThatCountsForNothing() throws Exception {
    take(prediction("p1", null, "x", 1, "cat", ServingRole.PINNED, NOW));
    take(report(ServingRole.PINNED, NOW, 7, 1));
    label("photos", "x", "cat");

    assertThat(judged).hasSize(1);
    assertThat(judging.of("pets", 1)).isEqualTo(Live.NONE);
  }

  @Test
  void anAnswerIsReadByTheNamesOfToday() throws Exception {
    world.renamed.put("kitty", "cat");
    made("p1", "photos", "x", 1, "kitty");
    label("photos", "x", "cat");

    assertThat(judged).extracting(PredictionJudged::correct).containsExactly(true);
  }

  @Test
  void onTrialCountsWhatWasAnsweredSinceItBegan() throws Exception {
    world.trials.put(1, NOW);
    take(prediction("p1", null, "x", 1, "cat", ServingRole.CHAMPION, NOW.minusSeconds(1)));
    take(prediction("p2", null, "y", 1, "cat", ServingRole.CHAMPION, NOW));
    take(report(ServingRole.CHAMPION, NOW.minusSeconds(10), 100, 3));
    take(report(ServingRole.CHAMPION, NOW, 200, 1));
    label("photos", "x", "cat");
    label("photos", "y", "cat");

    assertThat(judging.of("pets", 1)).isEqualTo(new Live(300, 4, 2, 2));
    assertThat(judging.onTrial("pets", 1, NOW)).isEqualTo(new Live(200, 1, 1, 1));
    assertThat(judging.onTrial("pets", 1, NOW.plusSeconds(1))).isEqualTo(Live.NONE);
  }

  @Test
  void aCorrectionChangesTheTrialThatTheAnswerCountedFor() throws Exception {
    world.trials.put(1, NOW);
    made("p1", "photos", "x", 1, "cat");
    label("photos", "x", "cat");
    label("photos", "x", "dog");

    assertThat(judging.onTrial("pets", 1, NOW)).isEqualTo(new Live(0, 0, 1, 0));
  }

  @Test
  void anAnswerThatWasJudgedBeforeTheTrialWasKnownIsNotTakenFromItByACorrection() throws Exception {
    made("p1", "photos", "x", 1, "cat");
    label("photos", "x", "cat");
    world.trials.put(1, NOW);
    label("photos", "x", "dog");

    assertThat(judging.of("pets", 1)).isEqualTo(new Live(0, 0, 1, 0));
    assertThat(judging.onTrial("pets", 1, NOW)).isEqualTo(Live.NONE);
  }

  @Test
  void anotherTrialBeginsFromNothing() throws Exception {
    world.trials.put(1, NOW);
    take(report(ServingRole.CHAMPION, NOW, 200, 1));
    world.trials.put(1, NOW.plusSeconds(60));
    take(report(ServingRole.CHAMPION, NOW.plusSeconds(60), 5, 0));

    assertThat(judging.onTrial("pets", 1, NOW.plusSeconds(60))).isEqualTo(new Live(5, 0, 0, 0));
  }

  @Test
  void aBatchThatKafkaDidNotTakeComesAgainAndCountsOnce() throws Exception {
    label("photos", "x", "cat");
    kafkaAway = true;
    PredictionMade event = prediction("p1", "photos", "x", 1, "cat", ServingRole.CHAMPION, NOW);
    List<Event> batch = List.of(event, report(ServingRole.CHAMPION, NOW, 3, 0));
    assertThatThrownBy(() -> judging.predictions(batch, Map.of(0, 2L)))
        .isInstanceOf(UnavailableException.class);
    assertThat(judging.of("pets", 1)).isEqualTo(Live.NONE);
    kafkaAway = false;

    judging.predictions(batch, Map.of(0, 2L));

    assertThat(judged).hasSize(1);
    assertThat(judging.of("pets", 1)).isEqualTo(new Live(3, 0, 1, 1));
  }

  @Test
  void aRestartGoesOnFromWhereItWas() throws Exception {
    made("p1", "photos", "x", 1, "cat");
    label("photos", "x", "cat");
    store.close();

    open();

    assertThat(judging.of("pets", 1)).isEqualTo(new Live(0, 0, 1, 1));
    assertThat(store.positions(Topic.PREDICTIONS)).isEqualTo(Map.of(0, 1L));
    assertThat(store.positions(Topic.IMAGES)).isEqualTo(Map.of(0, 2L));
    take(prediction("p1", "photos", "x", 1, "cat", ServingRole.CHAMPION, NOW));
    assertThat(judged).hasSize(1);
  }

  private void made(String id, String dataset, String image, int version, String label)
      throws Exception {
    take(prediction(id, dataset, image, version, label, ServingRole.CHAMPION, NOW));
  }

  private void take(Event event) throws Exception {
    judging.predictions(List.of(event), Map.of(0, ++offset));
  }

  private void label(String dataset, String image, String label) throws Exception {
    Digest digest = Digest.of(image);
    world.labels.put(dataset + "/" + digest, label);
    ImageLabeled event =
        new ImageLabeled(dataset, digest, label, "ann", null, "png", 8, 8, 99, null, null, false);
    judging.labels(List.of(event), Map.of(0, ++offset));
  }

  private static ServingReported report(
      ServingRole role, Instant from, long answered, long failed) {
    return new ServingReported("pets", 1, role, "r", from, from.plusSeconds(10), answered, failed);
  }

  private static PredictionMade prediction(
      String id,
      String dataset,
      String image,
      int version,
      String label,
      ServingRole role,
      Instant at) {
    return new PredictionMade(
        id,
        dataset,
        Digest.of(image),
        "pets",
        version,
        Digest.of("bundle " + version),
        role,
        label,
        0.9,
        null,
        at);
  }

  private static final class World implements Truth {
    final Map<String, String> labels = new HashMap<>();
    final Map<String, String> renamed = new HashMap<>();
    final Set<Digest> learnt = new HashSet<>();
    final Map<Integer, Instant> trials = new HashMap<>();

    @Override
    public Optional<String> label(String dataset, Digest image) {
      return Optional.ofNullable(labels.get(dataset + "/" + image));
    }

    @Override
    public String today(String dataset, String label) {
      return renamed.getOrDefault(label, label);
    }

    @Override
    public Optional<String> trainedOn(String model, int version) {
      return Optional.of("photos");
    }

    @Override
    public boolean learnt(PredictionMade made) {
      return learnt.contains(made.image());
    }

    @Override
    public Optional<Instant> onTrialSince(String model, int version) {
      return Optional.ofNullable(trials.get(version));
    }
  }
}
