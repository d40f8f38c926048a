package io.mapache.trainer.service;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.mapache.contracts.Topic;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.kafka.EventPublisher;
import io.mapache.kafka.KafkaSettings;
import io.mapache.kafka.Received;
import io.mapache.kafka.TopicFollower;
import io.mapache.trainer.datasets.Images;
import io.mapache.trainer.trainings.process.CannedJob;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service on a real broker; only the job computes nothing. */
@QuarkusTest
@WithTestResource(value = TrainerResource.class, scope = TestResourceScope.GLOBAL)
class TrainerServiceIT {

  private static final String PROBLEM = "application/problem+json";

  @Inject KafkaSettings kafka;
  @Inject TrainerProperties properties;

  private EventPublisher publisher;

  @BeforeEach
  void awaitReadiness() {
    await().atMost(30, SECONDS).until(() -> when().get("/q/health/ready").statusCode() == 200);
    publisher = new EventPublisher(kafka, "/test");
  }

  @AfterEach
  void closePublisher() {
    publisher.close();
  }

  @Test
  void aTrainingBecomesADeployedModel() throws Exception {
    define("pets", "{\"trigger\":{\"enabled\":false}}");
    upload("pets");

    String training = request("{\"dataset\":\"pets\",\"recipe\":{\"seed\":1}}");
    awaitState(training, "completed");

    training(training)
        .body("because", equalTo("asked for by HTTP"))
        .body("classes", equalTo(List.of("cat", "dog")))
        .body("images.train", equalTo(6))
        .body("progress.epoch", equalTo(2))
        .body("candidates", hasSize(2))
        .body("candidates[1].version", equalTo(2))
        .body("candidates[1].kind", equalTo("fine-tuned"))
        .body("candidates[1].test.accuracy", equalTo(0.95f))
        .body("proposed", equalTo(2))
        .body("decision.outcome", equalTo("promoted"))
        .body("decision.reason", startsWith("first version: accuracy 0.9500"))
        .body("seconds.head", equalTo(1.5f));
    when()
        .get("/v1/models/pets")
        .then()
        .body("champion", equalTo(2))
        .body("revision", equalTo(1))
        .body("versions[0].state", equalTo("registered"))
        .body("versions[1].state", equalTo("champion"));
    when()
        .get("/v1/trainings/" + training + "/manifest")
        .then()
        .contentType("text/plain")
        .body(containsString("\"dataset\":\"pets\""))
        .body(containsString(Images.digest("pets-cat-0").hex() + "\tcat\ttrain\n"));
    training(training).body("report", equalTo("/v1/trainings/" + training + "/report"));
    for (String path : List.of("/v1/trainings/" + training, "/v1/models/pets/versions/2")) {
      when()
          .get(path + "/report")
          .then()
          .statusCode(200)
          .contentType("text/html")
          .header("Content-Security-Policy", containsString("sandbox allow-scripts"))
          .header("Cache-Control", containsString("immutable"))
          .body(containsString("<h1>pets</h1>"));
    }
    when().get("/v1/models/pets/versions/9/report").then().statusCode(404).contentType(PROBLEM);
    assertThat(deployments("pets"))
        .singleElement()
        .satisfies(
            deployment -> {
              assertThat(deployment.champion().version()).isEqualTo(2);
              assertThat(deployment.revision()).isEqualTo(1);
            });

    String second = request("{\"dataset\":\"pets\",\"recipe\":{\"seed\":1}}");
    awaitState(second, "completed");
    training(second)
        .body("decision.outcome", equalTo("promoted"))
        .body("decision.comparison.candidateOnly", equalTo(15));

    given()
        .contentType(ContentType.JSON)
        .body("{\"by\":\"ann\",\"reason\":\"complaints\"}")
        .post("/v1/models/pets/rollback")
        .then()
        .statusCode(200)
        .body("champion", equalTo(2))
        .body("revision", equalTo(3));
    given()
        .contentType(ContentType.JSON)
        .body("{\"version\":1,\"by\":\"ann\"}")
        .post("/v1/models/pets/promote")
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body("detail", startsWith("reason: missing"));
  }

  @Test
  void aDatasetThatIsBigEnoughIsTrainedUnasked() throws Exception {
    define("auto", "{\"trigger\":{\"minPerClass\":5}}");
    upload("auto");

    await()
        .atMost(30, SECONDS)
        .until(
            () ->
                when().get("/v1/trainings").jsonPath().getList("findAll{it.dataset=='auto'}").size()
                    == 1);
    String training =
        when().get("/v1/trainings").jsonPath().getString("find{it.dataset=='auto'}.training");
    training(training).body("because", equalTo("trigger: 10 images in 2 classes"));
    awaitState(training, "completed");
    when()
        .get("/v1/datasets/auto")
        .then()
        .body("images", equalTo(10))
        .body("classes.cat", equalTo(5))
        .body("splits.validation", equalTo(2))
        .body("nextTraining", startsWith("when 50 labelled images more"));
  }

  @Test
  void aRunningTrainingCanBeCancelled() throws Exception {
    define("slow", "{\"trigger\":{\"enabled\":false}}");
    upload("slow");
    String training = request("{\"dataset\":\"slow\",\"recipe\":{\"seed\":2}}");
    awaitStart(training);

    when()
        .delete("/v1/trainings/" + training)
        .then()
        .statusCode(202)
        .body("state", equalTo("cancelled"));

    Path starts = work(training).resolve(CannedJob.STARTS);
    long job = Long.parseLong(Files.readString(starts).strip());
    await()
        .atMost(10, SECONDS)
        .until(() -> ProcessHandle.of(job).filter(ProcessHandle::isAlive).isEmpty());
    when().delete("/v1/trainings/" + training).then().statusCode(409).contentType(PROBLEM);
    when().delete("/v1/trainings/nope").then().statusCode(404).contentType(PROBLEM);
  }

  @Test
  void aJobThatRefusesItsInputSaysWhy() throws Exception {
    define("odd", "{\"trigger\":{\"enabled\":false},\"model\":\"odd-model\"}");
    upload("odd");

    String training = request("{\"dataset\":\"odd\",\"recipe\":{\"seed\":3}}");
    awaitState(training, "failed");

    training(training)
        .body("model", equalTo("odd-model"))
        .body("exit", equalTo("bad-input"))
        .body("cause", containsString("class 'dog' has no image in validation"));
  }

  @Test
  void whatCannotBeTrainedIsRefusedAtTheDoorAndAnotherDefinitionShowsAtOnce() throws Exception {
    define("merged", "{\"trigger\":{\"enabled\":false}}");
    upload("merged");
    define(
        "merged",
        "{\"trigger\":{\"enabled\":false},\"renames\":{\"dog\":\"pet\",\"cat\":\"pet\"}}");

    wish("{\"dataset\":\"merged\"}", 409, "there are two classes or more (now: 1)");
    when()
        .get("/v1/datasets/merged")
        .then()
        .body("classes.pet", equalTo(10))
        .body("classSplits.pet.train", equalTo(6))
        .body("definition.renames.cat", equalTo("pet"));

    define("merged", "{\"trigger\":{\"enabled\":false},\"labels\":[\"cat\"]}");
    when()
        .get("/v1/datasets/merged")
        .then()
        .body("classes.cat", equalTo(5))
        .body("excluded.dog", equalTo(5));
  }

  @Test
  void wrongWishesAreAnsweredWithProblems() {
    wish("{\"dataset\":\"nowhere\"}", 404, "dataset 'nowhere' does not exist");
    wish("{\"dataset\":\"pets\",\"recipe\":{\"batchsize\":2}}", 400, "batchSize");
    wish("{\"dataset\":\"pets\",\"recipe\":{\"preset\":\"gide\"}}", 400, "default or guide");
    wish("{\"dataset\":\"pets\",\"dataset\":\"cars\"}", 400, "Duplicate field 'dataset'");
    wish("{\"data\":\"pets\"}", 400, "key 'data' is unknown");
    wish("nonsense", 400, "expected: a JSON object");
    when().get("/v1/datasets/nowhere").then().statusCode(404).contentType(PROBLEM);
    when().get("/v1/models/nowhere").then().statusCode(404).contentType(PROBLEM);
    when().get("/v1/nowhere").then().statusCode(404).contentType(PROBLEM);
    given()
        .contentType(ContentType.JSON)
        .body("{\"shares\":{\"train\":2}}")
        .put("/v1/datasets/pets")
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body("detail", containsString("split shares"));
  }

  @Test
  void metersAreThere() {
    String metrics = when().get("/q/metrics").then().statusCode(200).extract().asString();

    assertThat(metrics)
        .contains("mapache_trainings_total{state=\"completed\"}")
        .contains("mapache_training_seconds_count")
        .contains("mapache_view_lag");
  }

  private void wish(String body, int status, String detail) {
    given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/v1/trainings")
        .then()
        .statusCode(status)
        .contentType(PROBLEM)
        .body("status", equalTo(status))
        .body("detail", containsString(detail));
  }

  private static void define(String dataset, String definition) {
    given()
        .contentType(ContentType.JSON)
        .body(definition)
        .put("/v1/datasets/" + dataset)
        .then()
        .statusCode(200)
        .body("dataset", equalTo(dataset));
  }

  /** Five images of each of two classes, in all three splits. */
  private void upload(String dataset) throws Exception {
    List<Split> splits =
        List.of(Split.TRAIN, Split.TRAIN, Split.TRAIN, Split.VALIDATION, Split.TEST);
    for (String label : List.of("cat", "dog")) {
      for (int i = 0; i < splits.size(); i++) {
        Event image = Images.placed(dataset, dataset + "-" + label + "-" + i, label, splits.get(i));
        publisher.publish(image).toCompletableFuture().get(10, TimeUnit.SECONDS);
      }
    }
  }

  private static String request(String body) {
    return given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/v1/trainings")
        .then()
        .statusCode(202)
        .extract()
        .path("training");
  }

  private static ValidatableResponse training(String id) {
    return when().get("/v1/trainings/" + id).then().statusCode(200);
  }

  private static void awaitState(String training, String state) {
    await()
        .atMost(30, SECONDS)
        .until(() -> when().get("/v1/trainings/" + training).path("state"), equalTo(state));
  }

  private void awaitStart(String training) {
    await().atMost(30, SECONDS).until(() -> Files.exists(work(training).resolve(CannedJob.STARTS)));
  }

  private Path work(String training) {
    return properties.home().resolve("work").resolve(training);
  }

  private List<ModelDeployment> deployments(String model) throws Exception {
    List<ModelDeployment> seen = new CopyOnWriteArrayList<>();
    try (TopicFollower follower =
        TopicFollower.start(
            kafka,
            Topic.DEPLOYMENTS,
            Map.of(),
            (batch, next) ->
                batch.stream()
                    .map(Received::event)
                    .map(ModelDeployment.class::cast)
                    .filter(deployment -> deployment.model().equals(model))
                    .forEach(seen::add))) {
      follower.caughtUp().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
    return seen;
  }
}
