package io.mapache.inference.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ImageCaptured;
import io.mapache.contracts.event.PredictionMade;
import io.mapache.contracts.event.ServingRole;
import io.mapache.imaging.Reason;
import io.mapache.inference.HandExecutor;
import io.mapache.inference.prediction.Input;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.prediction.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Threads, time, store, predictor and Kafka are in the test's hands. */
class CapturesTest {

  private static final Prediction ANSWER = FakeAnswers.answer(ServingRole.CHAMPION);

  private final HandExecutor thread = new HandExecutor();
  private final List<Runnable> later = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private final Set<String> serving = new HashSet<>(List.of("pets"));
  private final List<CompletableFuture<Prediction>> asked = new ArrayList<>();
  private final List<Question> questions = new ArrayList<>();
  private final List<String> dead = new ArrayList<>();
  private final FakeAnswers kafka = new FakeAnswers();
  private boolean storeAway;
  private boolean missing;
  private boolean broken;

  private final Captures captures =
      new Captures(
          new Captures.World(
              dataset -> dataset.equals("photos") ? "pets" : dataset,
              serving::contains,
              this::read,
              this::ask,
              kafka),
          thread,
          (delay, task) -> {
            waits.add(delay);
            later.add(task);
          },
          Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  @Test
  void aCapturedImageIsPredictedByTheModelOfItsDataset() {
    CompletableFuture<Void> done = take("photos", "x");
    answer(0, ANSWER);

    assertThat(done).isCompleted();
    assertThat(questions.get(0).model()).isEqualTo("pets");
    PredictionMade made = (PredictionMade) kafka.published.get(0);
    assertThat(made.dataset()).isEqualTo("photos");
    assertThat(made.image()).isEqualTo(Digest.of("x"));
    assertThat(made.label()).isEqualTo("dog");
    assertThat(captures.predicted()).isOne();
  }

  @Test
  void theSameImageHasTheSameIdAgain() {
    take("photos", "x");
    answer(0, ANSWER);
    take("photos", "x");
    answer(1, ANSWER);
    take("photos", "y");
    answer(2, ANSWER);

    assertThat(kafka.published.get(1).id()).isEqualTo(kafka.published.get(0).id());
    assertThat(kafka.published.get(2).id()).isNotEqualTo(kafka.published.get(0).id());
  }

  @Test
  void fewAreOnTheirWayAtTheSameTime() {
    for (String image : List.of("a", "b", "c")) {
      take("photos", image);
    }
    assertThat(asked).hasSize(Captures.AT_ONCE);

    answer(0, ANSWER);

    assertThat(asked).hasSize(Captures.AT_ONCE + 1);
  }

  @Test
  void whereRequestsFillTheQueueItWaitsLongerEachTimeAndNobodyTakesItsPlace() {
    CompletableFuture<Void> done = take("photos", "x");
    take("photos", "y");
    take("photos", "z");
    answer(0, new Prediction.Overloaded());
    assertThat(asked).hasSize(2);
    runLater();
    answer(2, new Prediction.Overloaded());
    runLater();
    answer(3, ANSWER);

    assertThat(done).isCompleted();
    assertThat(waits).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
  }

  @Test
  void anImageWhoseModelDoesNotServeWaitsAndDoesNotHoldUpTheOthers() {
    CompletableFuture<Void> waits = take("cars", "x");
    CompletableFuture<Void> goes = take("photos", "y");
    answer(0, ANSWER);
    assertThat(goes).isCompleted();
    assertThat(waits).isNotDone();

    serving.add("cars");
    captures.look();
    thread.runAll();
    answer(1, ANSWER);

    assertThat(waits).isCompleted();
  }

  @Test
  void aPredictorThatThrowsCostsItsImageATryAndNobodyAPlace() {
    broken = true;
    for (String image : List.of("a", "b", "c")) {
      take("photos", image);
    }
    broken = false;
    take("photos", "d");
    answer(0, ANSWER);

    assertThat(captures.predicted()).isOne();
    assertThat(later).hasSize(3);
  }

  @Test
  void aModelThatStopsServingMeanwhileIsWaitedForToo() {
    CompletableFuture<Void> done = take("photos", "x");
    answer(0, new Prediction.UnknownModel("pets"));
    assertThat(done).isNotDone();

    captures.look();
    thread.runAll();
    answer(1, ANSWER);

    assertThat(done).isCompleted();
  }

  @Test
  void anImageThatIsGoneIsADeadLetterAfterSomeTries() {
    missing = true;
    CompletableFuture<Void> done = take("photos", "x");
    for (int i = 1; i < Captures.TRIES; i++) {
      assertThat(done).isNotDone();
      runLater();
    }

    assertThat(done).isCompleted();
    assertThat(dead).containsExactly("no image " + Digest.of("x") + " in the blob store");
    assertThat(asked).isEmpty();
  }

  @Test
  void aStoreThatComesBackIsReadAgain() {
    storeAway = true;
    CompletableFuture<Void> done = take("photos", "x");
    storeAway = false;
    runLater();
    answer(0, ANSWER);

    assertThat(done).isCompleted();
    assertThat(dead).isEmpty();
  }

  @Test
  void whatIsNoImageIsADeadLetterAtOnce() {
    CompletableFuture<Void> done = take("photos", "x");
    answer(0, new Prediction.BadImage(Reason.NOT_AN_IMAGE, "text"));

    assertThat(done).isCompleted();
    assertThat(dead).singleElement().asString().startsWith("its image is none: ");
  }

  @Test
  void itIsDoneOnlyWhenKafkaHasThePrediction() {
    kafka.away = true;
    CompletableFuture<Void> done = take("photos", "x");
    answer(0, ANSWER);
    assertThat(done).isNotDone();
    kafka.away = false;
    runLater();
    answer(1, ANSWER);

    assertThat(done).isCompleted();
    assertThat(kafka.published).hasSize(1);
  }

  private CompletableFuture<Void> take(String dataset, String image) {
    ImageCaptured event =
        new ImageCaptured(dataset, Digest.of(image), "camera", null, "png", 8, 8, 99);
    CompletableFuture<Void> done =
        captures
            .take(
                event,
                reason -> {
                  dead.add(reason);
                  return CompletableFuture.completedFuture(null);
                })
            .toCompletableFuture();
    thread.runAll();
    return done;
  }

  private void answer(int question, Prediction prediction) {
    asked.get(question).complete(prediction);
    thread.runAll();
  }

  private void runLater() {
    List<Runnable> due = List.copyOf(later);
    later.clear();
    due.forEach(Runnable::run);
    thread.runAll();
  }

  private Optional<byte[]> read(Digest image) throws IOException {
    if (storeAway) {
      throw new IOException("the store is away");
    }
    return missing
        ? Optional.empty()
        : Optional.of(image.hex().getBytes(StandardCharsets.US_ASCII));
  }

  private CompletionStage<Prediction> ask(Question question, Input input) {
    if (broken) {
      throw new IllegalStateException("a fault of ours");
    }
    questions.add(question);
    asked.add(new CompletableFuture<>());
    return asked.get(asked.size() - 1);
  }
}
