package io.mapache.trainer.service;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.mapache.broker.TestBroker;
import io.mapache.contracts.Topic;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.TrainingProgressed;
import io.mapache.kafka.EventPublisher;
import io.mapache.kafka.KafkaSettings;
import io.mapache.kafka.TopicFollower;
import io.mapache.trainer.datasets.Images;
import io.mapache.trainer.trainings.process.CannedJob;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged trainer is killed in mid-training, and ended, and loses its broker. */
class KilledTrainerIT {

  private static final String FAST_AND_WAITING =
      "{\"fineTune\":{\"from\":\"none\"},\"seed\":" + CannedJob.WAITING + "}";

  @TempDir Path home;

  private TestBroker broker;
  private KafkaSettings kafka;
  private TrainerProcess trainer;

  @BeforeEach
  void startBoth() throws IOException {
    broker = TestBroker.start();
    kafka = new KafkaSettings(broker.bootstrapServers(), "test");
    trainer = new TrainerProcess(home, broker.bootstrapServers());
    RestAssured.baseURI = trainer.address();
    RestAssured.port = RestAssured.UNDEFINED_PORT;
    trainer.start();
    awaitReadiness();
  }

  @AfterEach
  void stopBoth() throws InterruptedException {
    if (trainer.alive()) {
      trainer.kill();
    }
    broker.close();
  }

  @Test
  void aTrainingOutlivesItsTrainerAndItsBrokerAndIsDoneOnce() throws Exception {
    upload();
    String training = request("{\"seed\":" + CannedJob.WAITING + "}");
    awaitStarts(training, 1);
    String manifest = when().get("/v1/trainings/" + training).path("manifest");

    trainer.kill();
    awaitEndOfJob(training);
    trainer.start();
    awaitReadiness();
    awaitStarts(training, 2);
    when()
        .get("/v1/trainings/" + training)
        .then()
        .body("state", equalTo("running"))
        .body("manifest", equalTo(manifest));
    when().get("/v1/datasets/pets").then().body("images", equalTo(6));

    assertThat(trainer.end()).as("ended by SIGTERM in time").isTrue();
    awaitEndOfJob(training);
    trainer.start();
    awaitReadiness();
    awaitStarts(training, 3);
    System.out.printf("trainer: %d MB resident%n", trainer.residentMb());
    assertThat(trainer.residentMb()).isLessThan(600);
    assertThat(Files.readString(trainer.log())).doesNotContain("WARN", "ERROR");

    broker.pause();
    Files.createFile(work(training).resolve(CannedJob.GO));
    awaitEndOfJob(training);
    broker.resume();
    awaitCompletion(training);
    assertThat(types(Topic.TRAININGS))
        .containsExactly("training.requested.v1", "training.started.v1", "training.completed.v1");
    assertThat(types(Topic.MODELS))
        .containsExactly("model.registered.v1", "model.registered.v1", "model.promoted.v1");
    assertThat(types(Topic.DEPLOYMENTS)).containsExactly("model.deployment.v1");
    when().get("/v1/models/pets").then().body("champion", equalTo(2));
  }

  @Test
  void aNewHeadOutlivesItsProcessAndItsTrainer() throws Exception {
    upload();
    String first = request(FAST_AND_WAITING);
    awaitStarts(first, 1);

    ProcessHandle.of(job(first)).orElseThrow().destroyForcibly();
    awaitCompletion(first);

    when()
        .get("/v1/trainings/" + first)
        .then()
        .body("lane", equalTo("fast"))
        .body("attempts", equalTo(2));
    assertThat(types(Topic.TRAININGS)).contains("training.retried.v1");

    String second = request(FAST_AND_WAITING);
    awaitStarts(second, 1);

    trainer.kill();
    awaitEndOfJob(second);
    trainer.start();
    awaitReadiness();
    awaitCompletion(second);

    when().get("/v1/trainings/" + second).then().body("attempts", equalTo(1));
    when().get("/v1/models/pets").then().body("champion", equalTo(4));
  }

  private static void awaitCompletion(String training) {
    await()
        .atMost(60, SECONDS)
        .until(() -> when().get("/v1/trainings/" + training).path("state"), equalTo("completed"));
  }

  private void upload() throws Exception {
    try (EventPublisher publisher = new EventPublisher(kafka, "/test")) {
      for (String label : List.of("cat", "dog")) {
        for (Split split : List.of(Split.TRAIN, Split.VALIDATION, Split.TEST)) {
          publisher
              .publish(Images.placed("pets", label + split, label, split))
              .toCompletableFuture()
              .get(10, TimeUnit.SECONDS);
        }
      }
    }
  }

  /** Right after the upload, and before the view can have everything. */
  private static String request(String recipe) {
    return given()
        .contentType(ContentType.JSON)
        .body("{\"dataset\":\"pets\",\"recipe\":" + recipe + "}")
        .post("/v1/trainings")
        .then()
        .statusCode(202)
        .extract()
        .path("training");
  }

  private static void awaitReadiness() {
    await()
        .atMost(60, SECONDS)
        .ignoreException(ConnectException.class)
        .until(() -> when().get("/q/health/ready").statusCode() == 200);
  }

  private void awaitStarts(String training, int times) {
    Path starts = work(training).resolve(CannedJob.STARTS);
    await()
        .atMost(30, SECONDS)
        .until(() -> Files.exists(starts) && Files.readAllLines(starts).size() == times);
  }

  private long job(String training) throws IOException {
    List<String> starts = Files.readAllLines(work(training).resolve(CannedJob.STARTS));
    return Long.parseLong(starts.get(starts.size() - 1));
  }

  private void awaitEndOfJob(String training) throws IOException {
    long job = job(training);
    await()
        .atMost(20, SECONDS)
        .until(() -> ProcessHandle.of(job).filter(ProcessHandle::isAlive).isEmpty());
  }

  private Path work(String training) {
    return home.resolve("work").resolve(training);
  }

  private List<String> types(Topic topic) throws Exception {
    List<Event> seen = new CopyOnWriteArrayList<>();
    try (TopicFollower follower =
        TopicFollower.start(
            kafka,
            topic,
            Map.of(),
            (batch, next) -> batch.forEach(received -> seen.add(received.event())))) {
      follower.caughtUp().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
    return seen.stream()
        .filter(event -> !(event instanceof TrainingProgressed))
        .map(Event::type)
        .toList();
  }
}
