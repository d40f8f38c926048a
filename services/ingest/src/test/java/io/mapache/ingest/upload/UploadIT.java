package io.mapache.ingest.upload;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.broker.TestBroker;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Topic;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ImageCaptured;
import io.mapache.contracts.event.ImageLabeled;
import io.mapache.contracts.event.ImageRemoved;
import io.mapache.contracts.event.ImageUnlabeled;
import io.mapache.kafka.KafkaSettings;
import io.mapache.kafka.TopicFollower;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The service over HTTP, with a real broker. Each test sends to a dataset of its own. */
@QuarkusTest
@WithTestResource(value = RealBroker.class, scope = TestResourceScope.GLOBAL)
@TestMethodOrder(MethodOrderer.MethodName.class)
class UploadIT {

  TestBroker broker;

  @ConfigProperty(name = "mapache.blobs")
  Path blobs;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @BeforeEach
  void awaitReadiness() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
  }

  @Test
  void anAcceptedImageIsAnEventAndABlob() throws Exception {
    byte[] image = Pictures.png(1);
    Digest digest = Digest.of(image);
    post("accepted", "label= tabby%20%20cat&name=a.png&split=test&group=g&correction=true", image)
        .statusCode(202)
        .body("digest", equalTo(digest.hex()))
        .body("outcome", equalTo("stored"))
        .body("dataset", equalTo("accepted"))
        .body("label", equalTo("tabby cat"))
        .body("format", equalTo("png"))
        .body("width", equalTo(16))
        .body("height", equalTo(12))
        .body("bytes", equalTo(image.length));
    assertThat(new FolderBlobStore(blobs).read(BlobKind.IMAGE, digest.hex())).contains(image);
    assertThat(events("accepted"))
        .singleElement()
        .isInstanceOfSatisfying(
            ImageLabeled.class,
            event -> {
              assertThat(event.label()).isEqualTo("tabby cat");
              assertThat(event.digest()).isEqualTo(digest);
              assertThat(event.correction()).isTrue();
            });
  }

  @Test
  void aDuplicateIsOneBlobAndTwoEvents() {
    byte[] image = Pictures.png(2);
    post("twice", "label=cat", image).statusCode(202).body("outcome", equalTo("stored"));
    post("twice", "label=cat", image).statusCode(202).body("outcome", equalTo("duplicate"));
    assertThat(events("twice")).hasSize(2);
    assertThat(events("twice").stream().map(Event::id).distinct()).hasSize(1);
  }

  @Test
  void anImageThatIsHereIsCorrectedWithoutItsBytes() {
    byte[] image = Pictures.png(8);
    Digest digest = Digest.of(image);
    post("corrected", "label=cat", image).statusCode(202);
    given()
        .post("/v1/images/" + digest + "?dataset=corrected&label=dog&source=ann&correction=true")
        .then()
        .statusCode(202)
        .body("outcome", equalTo("duplicate"))
        .body("label", equalTo("dog"))
        .body("width", equalTo(16));
    assertThat(events("corrected"))
        .last()
        .isInstanceOfSatisfying(
            ImageLabeled.class,
            event -> {
              assertThat(event.label()).isEqualTo("dog");
              assertThat(event.source()).isEqualTo("ann");
              assertThat(event.correction()).isTrue();
              assertThat(event.bytes()).isEqualTo(image.length);
            });
  }

  @Test
  void anImageThatIsNotHereCannotBeLabelled() {
    Digest nowhere = Digest.of("nowhere");
    given()
        .post("/v1/images/" + nowhere + "?dataset=absent&label=dog")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString("send its bytes"));
    given().post("/v1/images/short?dataset=absent&label=dog").then().statusCode(400);
    assertThat(events("absent")).isEmpty();
  }

  @Test
  void anImageAndALabelAreTakenOut() {
    byte[] image = Pictures.png(9);
    Digest digest = Digest.of(image);
    post("out", "label=cat&source=ann", image).statusCode(202);
    given()
        .delete("/v1/images/" + digest + "/label?dataset=out&source=ann")
        .then()
        .statusCode(202)
        .body("outcome", equalTo("unlabelled"));
    given()
        .delete("/v1/images/" + digest + "?dataset=out&by=ann&reason=blurred")
        .then()
        .statusCode(202)
        .body("outcome", equalTo("removed"))
        .body("digest", equalTo(digest.hex()));
    given()
        .delete("/v1/images/" + digest + "?dataset=out&by=ann")
        .then()
        .statusCode(400)
        .body("detail", containsString("reason: 'null'"));
    assertThat(events("out"))
        .containsSequence(
            new ImageUnlabeled("out", digest, "ann"),
            new ImageRemoved("out", digest, "ann", "blurred"));
  }

  @Test
  void anImageWithoutALabelIsCaptured() {
    post("captured", "", Pictures.png(3)).statusCode(202).body("label", nullValue());
    assertThat(events("captured")).singleElement().isInstanceOf(ImageCaptured.class);
  }

  @Test
  void whatIsNoImageLeavesNothing() throws Exception {
    long before = blobFiles();
    post("refused", "label=cat", Pictures.cutPng(4))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("reason", equalTo("truncated"))
        .body("status", equalTo(422))
        .body("type", equalTo("about:blank"));
    post("refused", "label=cat", new byte[0]).statusCode(422).body("reason", equalTo("empty"));
    post("refused", "label=cat", "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .statusCode(422)
        .body("reason", equalTo("not-an-image"));
    assertThat(events("refused")).isEmpty();
    assertThat(blobFiles()).isEqualTo(before);
  }

  @Test
  void aWrongParameterIsNamed() {
    post("bad", "lable=cat", Pictures.png(5))
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString("lable: unknown parameter"));
  }

  @Test
  void anOversizedFileIsRefusedWithItsReason() {
    post("large", "label=cat", new byte[200_000])
        .statusCode(413)
        .contentType("application/problem+json")
        .body("reason", equalTo("too-large"));
  }

  @Test
  void anUnknownPathIsAProblemToo() {
    given()
        .get("/v1/nothing")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("status", equalTo(404));
  }

  @Test
  void metricsCountOutcomesAndReasons() {
    post("counted", "label=cat", Pictures.png(6)).statusCode(202);
    post("counted", "label=cat", Pictures.cutPng(6)).statusCode(422);
    String metrics = given().get("/q/metrics").then().statusCode(200).extract().asString();
    assertThat(metrics)
        .contains("mapache_images_total{outcome=\"stored\",reason=\"none\"}")
        .contains("mapache_images_total{outcome=\"refused\",reason=\"truncated\"}")
        .contains("mapache_image_bytes_total")
        .contains("mapache_upload_seconds_count{outcome=\"stored\"}")
        .contains("mapache_decode_seconds_count");
  }

  @Test
  void zLastTheBrokerGoesAndComesBack() {
    broker.pause();
    try {
      post("outage", "label=cat", Pictures.png(7))
          .statusCode(503)
          .header("Retry-After", Integer::parseInt, greaterThanOrEqualTo(1))
          .contentType("application/problem+json");
      given().get("/q/health/ready").then().statusCode(503);
      given().get("/q/health/live").then().statusCode(200);
    } finally {
      broker.resume();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> post("outage", "label=cat", Pictures.png(7)).statusCode(202));
    given().get("/q/health/ready").then().statusCode(200);
  }

  private static ValidatableResponse post(String dataset, String query, byte[] image) {
    return given()
        .urlEncodingEnabled(false)
        .contentType("application/octet-stream")
        .body(image)
        .post("/v1/images?dataset=" + dataset + "&" + query.replace(" ", "%20"))
        .then();
  }

  private List<Event> events(String dataset) {
    List<Event> events = new CopyOnWriteArrayList<>();
    try (TopicFollower follower =
        TopicFollower.start(
            new KafkaSettings(bootstrapServers, "test"),
            Topic.IMAGES,
            Map.of(),
            (batch, next) -> batch.forEach(received -> events.add(received.event())))) {
      follower.caughtUp().toCompletableFuture().join();
    }
    return events.stream().filter(event -> event.key().startsWith(dataset + "/")).toList();
  }

  private long blobFiles() throws IOException {
    try (Stream<Path> files = Files.walk(blobs)) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
