package io.mapache.trainer.trainings;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.event.DatasetDefined;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ModelPromoted;
import io.mapache.contracts.event.ModelRegistered;
import io.mapache.contracts.event.TrainingCancelled;
import io.mapache.contracts.event.TrainingRequested;
import io.mapache.contracts.event.TrainingStarted;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.Lane;
import io.mapache.contracts.training.Recipe;
import io.mapache.trainer.datasets.DatasetView;
import io.mapache.trainer.datasets.HeapImageStore;
import io.mapache.trainer.datasets.ImageEvent;
import io.mapache.trainer.datasets.Images;
import io.mapache.trainer.datasets.NextTraining;
import io.mapache.trainer.journal.MemoryJournal;
import io.mapache.trainer.registry.ModelLog;
import io.mapache.trainer.registry.Results;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TriggerWatchTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final MemoryJournal journal = new MemoryJournal();
  private final TrainingLog trainings = new TrainingLog();
  private final ModelLog models = new ModelLog();
  private final DatasetView datasets = new DatasetView(new HeapImageStore());
  private Instant now = NOON;
  private final InstantSource source = () -> now;
  private final Clock clock = source.withZone(ZoneOffset.UTC);
  private final TriggerWatch watch =
      new TriggerWatch(
          datasets,
          trainings,
          models,
          new Requests(trainings, journal),
          new TriggerPacing(PAUSE, LONGEST_WAIT),
          clock);
  private long offset;

  @BeforeEach
  void define() {
    journal.follow(
        event -> {
          trainings.apply(event);
          models.apply(event);
        });
    datasets.define(
        new DatasetDefined(
            "pets",
            Images.defined(
                "{'trigger':{'enabled':true,'minPerClass':5,'minNew':10,'cooldownSeconds':60}}")));
  }

  @Test
  void theFirstTrainingIsAFullOne() throws InterruptedException {
    upload(40);

    lookBeforeAndAfterAPause();

    assertThat(latest().lane()).isEqualTo(Lane.FULL);
    assertThat(latest().request().recipe()).isEqualTo(Recipe.DEFAULT);
  }

  @Test
  void whereAChampionServesAFewNewLabelsGetANewHead() throws InterruptedException {
    trainFully(100);
    promote();
    upload(110);
    now = NOON.plusSeconds(6);

    lookBeforeAndAfterAPause();

    assertThat(latest().lane()).isEqualTo(Lane.FAST);
    assertThat(latest().request().base()).as("the default, the champion's").isNull();
  }

  @Test
  void aNewHeadNeedNotWaitForTheWholeCooldown() {
    trainFully(100);
    promote();
    upload(110);

    now = NOON.plusSeconds(4);
    assertThat(next().sentence()).contains("cooldown");
    now = NOON.plusSeconds(5);
    assertThat(next().sentence()).contains("pause");
  }

  @Test
  void aFullTrainingWaitsForTheWholeCooldown() {
    trainFully(100);
    upload(125);

    now = NOON.plusSeconds(59);
    assertThat(next().sentence()).contains("cooldown");
    now = NOON.plusSeconds(60);
    assertThat(next().sentence()).contains("pause");
  }

  @Test
  void aDatasetThatHasGrownByAQuarterIsTrainedFully() throws InterruptedException {
    trainFully(100);
    promote();
    upload(124);
    assertThat(watch.next(datasets.find("pets").orElseThrow())).isNotNull();
    upload(125);
    now = NOON.plusSeconds(60);

    lookBeforeAndAfterAPause();

    assertThat(latest().lane()).isEqualTo(Lane.FULL);
  }

  @Test
  void withoutAChampionEveryTrainingIsAFullOne() throws InterruptedException {
    trainFully(100);
    upload(110);
    now = NOON.plusSeconds(60);

    lookBeforeAndAfterAPause();

    assertThat(latest().lane()).isEqualTo(Lane.FULL);
  }

  @Test
  void whileLabelsKeepComingATrainingThatIsDueWaits() throws InterruptedException {
    for (int images = 30; images <= 50; images++) {
      upload(images);
      watch.look();
      now = now.plus(PAUSE).minusMillis(1);
    }

    assertThat(trainings.all()).isEmpty();
    assertThat(next().sentence())
        .isEqualTo(
            "after a pause of 2 s in the stream of labels, at 2026-01-01T12:01:00Z at the latest");
  }

  @Test
  void aPauseInTheStreamStartsTheTraining() throws InterruptedException {
    upload(30);
    watch.look();
    now = now.plus(PAUSE).minusMillis(1);
    upload(40);
    watch.look();
    now = now.plus(PAUSE);

    watch.look();

    assertThat(latest().request().because()).isEqualTo("trigger: 40 images in 2 classes");
  }

  @Test
  void anEndlessStreamHoldsATrainingBackForAMinuteAtMost() throws InterruptedException {
    for (int images = 30; now.isBefore(NOON.plus(LONGEST_WAIT)); images++) {
      upload(images);
      watch.look();
      now = now.plusSeconds(1);
    }
    assertThat(trainings.all()).isEmpty();

    upload(100);
    watch.look();

    assertThat(latest().request().because()).isEqualTo("trigger: 100 images in 2 classes");
  }

  @Test
  void theMinuteBeginsAnewWithTheNextTraining() throws InterruptedException {
    upload(40);
    lookBeforeAndAfterAPause();
    note(new TrainingCancelled(latest().id(), "a test", now));
    now = now.plusSeconds(600);
    upload(100);

    watch.look();

    assertThat(trainings.all()).hasSize(1);
    assertThat(next().sentence()).contains("pause");
  }

  private void lookBeforeAndAfterAPause() throws InterruptedException {
    watch.look();
    now = now.plus(PAUSE);
    watch.look();
  }

  private NextTraining next() {
    return watch.next(datasets.find("pets").orElseThrow());
  }

  private Training latest() {
    List<Training> all = trainings.all();
    return all.get(all.size() - 1);
  }

  private void trainFully(int images) {
    note(
        new TrainingRequested("t1", "pets", "pets", Recipe.DEFAULT, null, "a test", NOON),
        new TrainingStarted(
            "t1",
            "pets",
            "pets",
            Digest.of("manifest"),
            List.of("cat", "dog"),
            Map.of(Split.TRAIN, images),
            null,
            null,
            null,
            null,
            NOON),
        new TrainingCancelled("t1", "a test", NOON));
  }

  private void promote() {
    Candidate candidate = Results.candidate(Candidate.FROZEN, Digest.of("bundle"), 0.9);
    note(
        new ModelRegistered("pets", 1, candidate.bundle(), "t1", candidate, NOON),
        new ModelPromoted("pets", 1, 1, "gate", "", null, NOON));
  }

  private void note(Event... events) {
    List.of(events).forEach(journal::append);
  }

  /** So many in all, evenly over two classes and three splits. */
  private void upload(int images) {
    List<Split> splits = List.of(Split.TRAIN, Split.VALIDATION, Split.TEST);
    for (; offset < images; offset++) {
      int number = (int) offset;
      ImageEvent event =
          new ImageEvent(
              Images.placed(
                  "pets",
                  "image " + number,
                  number % 2 == 0 ? "cat" : "dog",
                  splits.get(number / 2 % 3)),
              0,
              offset);
      datasets.apply(List.of(event), Map.of(0, offset + 1));
    }
  }
}
