package io.mapache.trainer.service;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.PredictionMade;
import io.mapache.contracts.event.ServingReported;
import io.mapache.contracts.event.ServingRole;
import io.mapache.kafka.EventPublisher;
import io.mapache.kafka.KafkaSettings;
import io.mapache.trainer.datasets.Images;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Traffic, judging, the guard and lineage in the whole service, on a real broker. */
@QuarkusTest
@WithTestResource(value = TrainerResource.class, scope = TestResourceScope.GLOBAL)
class FeedbackIT {

  private static final String PROBLEM = "application/problem+json";

  @Inject KafkaSettings kafka;
  @Inject Meters meters;

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
  void anAnswerIsJudgedByItsLabelAndTracedToItsImages() throws Exception {
    train("zoo");
    traffic("PUT", "zoo/canary", "{\"version\":1,\"percent\":12.5,\"stickyKey\":\"X-User\"%s}")
        .statusCode(200)
        .body("canary.percent", equalTo(12.5f))
        .body("versions[0].state", equalTo("canary"));
    traffic("PUT", "zoo/canary", "{\"version\":1,\"percent\":100%s}")
        .statusCode(400)
        .contentType(PROBLEM)
        .body("detail", startsWith("percent: 100.0"));
    traffic("PUT", "zoo/shadow", "{\"version\":2%s}").statusCode(409).contentType(PROBLEM);

    publish(prediction("p-1", "zoo", "zoo-new", "cat", 2));
    publish(prediction("p-2", "zoo", "zoo-cat-0", "cat", 2));
    publish(report("zoo", 2));
    publish(Images.placed("zoo", "zoo-new", "dog", Split.TRAIN));

    await().atMost(20, SECONDS).until(() -> judged("zoo", 2), equalTo(1));
    when()
        .get("/v1/models/zoo/live")
        .then()
        .body("find{it.version==2}.role", equalTo("champion"))
        .body("find{it.version==2}.live.correct", equalTo(0))
        .body("find{it.version==2}.live.answered", equalTo(40))
        .body("find{it.version==2}.onTrial.judged", equalTo(1))
        .body("find{it.version==1}.role", equalTo("canary"));
    when()
        .get("/v1/predictions/p-1/lineage")
        .then()
        .statusCode(200)
        .body("prediction.image", equalTo(Images.digest("zoo-new").hex()))
        .body("label", equalTo("dog"))
        .body("correct", equalTo(false))
        .body("version.dataset", equalTo("zoo"))
        .body("version.snapshot.topic", equalTo("mapache.images"))
        .body("version.snapshot.images.train", equalTo(6));
    when()
        .get("/v1/models/zoo/versions/2/lineage?images=true")
        .then()
        .statusCode(200)
        .body("images", hasSize(10))
        .body("images", hasItem(Images.digest("zoo-cat-0").hex()));
    when().get("/v1/predictions/nope/lineage").then().statusCode(404).contentType(PROBLEM);
    when().get("/v1/models/zoo/versions/9/lineage").then().statusCode(404).contentType(PROBLEM);

    meters.measure();
    when()
        .get("/q/metrics")
        .then()
        .body(containsString("mapache_live_accuracy{model=\"zoo\",role=\"champion\"} 0.0"));
    given()
        .delete("/v1/models/zoo/canary?by=ann&reason=seen")
        .then()
        .statusCode(200)
        .body("canary", equalTo(null));
    given().delete("/v1/models/zoo/canary?by=ann").then().statusCode(400).contentType(PROBLEM);
  }

  @Test
  void aChampionThatAnswersWronglyIsRolledBack() throws Exception {
    train("farm");
    traffic("POST", "farm/promote", "{\"version\":1%s}").statusCode(200);
    for (int i = 0; i < 50; i++) {
      publish(prediction("farm-" + i, "farm", "farm-new-" + i, "cat", 1));
      publish(Images.placed("farm", "farm-new-" + i, "dog", Split.TRAIN));
    }

    await()
        .atMost(30, SECONDS)
        .until(() -> when().get("/v1/models/farm").path("champion"), equalTo(2));
    when()
        .get("/v1/models/farm")
        .then()
        .body("revision", equalTo(3))
        .body("versions[0].state", equalTo("registered"));
  }

  private static Integer judged(String model, int version) {
    return when()
        .get("/v1/models/" + model + "/live")
        .path("find{it.version==" + version + "}.live.judged");
  }

  private static ValidatableResponse traffic(String method, String path, String body) {
    return given()
        .contentType(ContentType.JSON)
        .body(body.formatted(",\"by\":\"ann\",\"reason\":\"try it\""))
        .request(method, "/v1/models/" + path)
        .then();
  }

  /** Version 2 is the champion afterwards. */
  private void train(String dataset) throws Exception {
    given()
        .contentType(ContentType.JSON)
        .body("{\"trigger\":{\"enabled\":false}}")
        .put("/v1/datasets/" + dataset)
        .then()
        .statusCode(200);
    List<Split> splits =
        List.of(Split.TRAIN, Split.TRAIN, Split.TRAIN, Split.VALIDATION, Split.TEST);
    for (String label : List.of("cat", "dog")) {
      for (int i = 0; i < splits.size(); i++) {
        publish(Images.placed(dataset, dataset + "-" + label + "-" + i, label, splits.get(i)));
      }
    }
    String training =
        given()
            .contentType(ContentType.JSON)
            .body("{\"dataset\":\"%s\",\"recipe\":{\"seed\":1}}".formatted(dataset))
            .post("/v1/trainings")
            .path("training");
    await()
        .atMost(30, SECONDS)
        .until(() -> when().get("/v1/trainings/" + training).path("state"), equalTo("completed"));
    await()
        .atMost(10, SECONDS)
        .until(() -> when().get("/v1/models/" + dataset).path("champion"), equalTo(2));
  }

  private void publish(Event event) throws Exception {
    publisher.publish(event).toCompletableFuture().get(10, SECONDS);
  }

  private static PredictionMade prediction(
      String id, String model, String image, String label, int version) {
    return new PredictionMade(
        id,
        null,
        Images.digest(image),
        model,
        version,
        Digest.of("bundle"),
        ServingRole.CHAMPION,
        label,
        0.9,
        null,
        Instant.now());
  }

  private static ServingReported report(String model, int version) {
    Instant now = Instant.now();
    return new ServingReported(
        model, version, ServingRole.CHAMPION, "replica", now, now.plusSeconds(10), 40, 0);
  }
}
