package io.mapache.inference.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.contracts.Digest;
import io.mapache.inference.TinyModels;
import io.mapache.inference.it.Client.Answer;
import io.mapache.inference.web.ApiDocument;
import io.mapache.models.Head;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service with a real broker, a real blob store and real ONNX Runtime. */
@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class ServingTest {

  private static final ApiDocument DOCUMENT = ApiDocument.read();
  private static final byte[] RED = TinyModels.png(0xD01010);
  private static final byte[] BLUE = TinyModels.png(0x1010D0);

  @TestHTTPResource("/")
  URI service;

  private final Surroundings around = Surroundings.current();
  private Client client;

  @BeforeEach
  void connect() {
    client = new Client(service);
    await().until(() -> client.get("/q/health/ready").status() == 200);
  }

  @Test
  void answersWithTheVersionThatIsDeployed() throws IOException {
    Digest bundle = around.store().bundle(1, TinyModels.HEAD);
    Instant deployed = Instant.now();
    around.deploy("answers", 1, 4, bundle);
    awaitVersion("answers", 4);
    JsonNode served = client.get("/v1/models/answers").json();
    assertThat(DOCUMENT.misfits("ModelVersion", served)).isEmpty();
    assertThat(Instant.parse(served.path("since").asText())).isBetween(deployed, Instant.now());

    JsonNode answer = client.predict("answers", RED).json();
    assertThat(answer.path("model").asText()).isEqualTo("answers");
    assertThat(answer.path("version").asInt()).isEqualTo(4);
    assertThat(answer.path("digest").asText()).isEqualTo(bundle.hex());
    assertThat(answer.path("label").asText()).isEqualTo("red");
    assertThat(answer.path("probability").asDouble()).isGreaterThan(0.99);
    assertThat(answer.path("probabilities").findValuesAsText("label"))
        .containsExactly("red", "blue");
    assertThat(client.predict("answers", BLUE).json().path("label").asText()).isEqualTo("blue");

    Answer first =
        client.send(
            client
                .to("/v1/models/answers/predict?top=1")
                .header("X-Request-Id", "mine")
                .POST(BodyPublishers.ofByteArray(RED)));
    assertThat(first.json().path("id").asText()).isEqualTo("mine");
    assertThat(first.header("X-Request-Id")).isEqualTo("mine");
    assertThat(first.json().path("probabilities")).hasSize(1);
  }

  @Test
  void swapsUnderLoadWithoutAFailedRequestAndNeverGoesBack() throws IOException {
    around.deploy("swaps", 1, 1, around.store().bundle(1, TinyModels.HEAD));
    awaitVersion("swaps", 1);
    AtomicBoolean enough = new AtomicBoolean();
    List<CompletableFuture<List<Integer>>> clients = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      clients.add(CompletableFuture.supplyAsync(() -> versionsUntil(enough)));
    }
    for (int version = 2; version <= 7; version++) {
      // In turn a new head on the open base, and a base of its own.
      Head head = version % 2 == 0 ? TinyModels.CALMER : TinyModels.HEAD;
      around.deploy("swaps", version, version, around.store().bundle(version / 2, head));
      awaitVersion("swaps", version);
    }
    enough.set(true);
    Set<Integer> seen = new HashSet<>();
    for (CompletableFuture<List<Integer>> one : clients) {
      assertThat(one.join()).isSorted().doesNotContain(0);
      seen.addAll(one.join());
    }
    assertThat(seen).contains(1, 7);
    await().until(() -> client.get("/v1/models").json().toString().indexOf("draining") < 0);
  }

  /** The version of each answer, in order; 0 for what was no answer. */
  private List<Integer> versionsUntil(AtomicBoolean enough) {
    List<Integer> versions = new ArrayList<>();
    while (!enough.get()) {
      Answer answer = client.predict("swaps", RED);
      versions.add(answer.status() == 200 ? answer.json().path("version").asInt() : 0);
    }
    versions.add(client.predict("swaps", RED).json().path("version").asInt());
    return versions;
  }

  @Test
  void whatIsWrongIsRefusedWithItsReasonAndTheOldVersionStays() throws IOException {
    Store store = around.store();
    around.deploy("stays", 1, 1, store.bundle(1, TinyModels.HEAD));
    awaitVersion("stays", 1);

    around.deploy("stays", 2, 2, Digest.of("nowhere"));
    assertThat(refusal("stays", 2)).contains("is not in the blob store");
    around.deploy("stays", 3, 3, store.mismatched(1, TinyModels.HEAD, TinyModels.CALMER));
    assertThat(refusal("stays", 3)).contains("golden predictions differ");
    around.deploy("stays", 4, 4, store.damaged(33, TinyModels.HEAD));
    assertThat(refusal("stays", 4)).contains("is damaged");

    assertThat(client.predict("stays", RED).json().path("version").asInt()).isEqualTo(1);
    assertThat(client.get("/q/health/ready").status()).isEqualTo(200);
    around.deploy("stays", 5, 5, store.bundle(5, TinyModels.HEAD));
    awaitVersion("stays", 5);
  }

  @Test
  void aBlobThatComesLateIsServedWithoutAnotherWish(@TempDir Path elsewhere) throws IOException {
    Digest late = new Store(elsewhere).bundle(7, TinyModels.HEAD);
    around.deploy("late", 1, 1, late);
    assertThat(refusal("late", 1)).contains("no blob " + late);
    Answer meanwhile = client.predict("late", RED);
    assertThat(meanwhile.status()).isEqualTo(503);
    assertThat(meanwhile.header("Retry-After")).isNotNull();
    around.store().bundle(7, TinyModels.HEAD);
    awaitVersion("late", 1);
  }

  @Test
  void whatIsNotAnsweredIsAProblemWithItsReason() throws IOException {
    around.deploy("problems", 1, 1, around.store().bundle(1, TinyModels.HEAD));
    awaitVersion("problems", 1);
    problem(client.predict("nobody", RED), 404, "unknown-model");
    byte[] text = "not a picture".getBytes(StandardCharsets.UTF_8);
    problem(client.predict("problems", text), 422, "not-an-image");
    problem(client.predict("problems", new byte[0]), 422, "empty");
    problem(client.predict("problems", new byte[1_000_001]), 413, "too-large");
    problem(
        client.send(
            client.to("/v1/models/problems/predict?top=few").POST(BodyPublishers.ofByteArray(RED))),
        400,
        "bad-request");
    problem(client.get("/v1/models/nobody"), 404, "unknown-model");
    problem(client.get("/v1/nothing"), 404, "not-found");
    problem(client.send(client.to("/v1/models/problems").DELETE()), 405, "method-not-allowed");
    problem(
        client.send(client.to("/v1/models/problems/predict").DELETE()), 405, "method-not-allowed");
  }

  private static void problem(Answer answer, int status, String reason) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("detail").asText()).isNotBlank();
    assertThat(answer.json().path("reason").asText(null)).isEqualTo(reason);
  }

  @Test
  void countsWhatHappens() throws IOException {
    around.deploy("counted", 1, 1, around.store().bundle(1, TinyModels.HEAD));
    awaitVersion("counted", 1);
    client.predict("counted", RED);
    client.predict("a-name-that-a-caller-made-up", RED);
    String meters = new String(client.get("/q/metrics").response().body(), StandardCharsets.UTF_8);
    assertThat(meters)
        .contains(
            "mapache_predictions_total{model=\"counted\",outcome=\"answered\",role=\"champion\"}"
                + " 1.0")
        .contains(
            "mapache_predictions_total{model=\"unknown\",outcome=\"unknown-model\",role=\"none\"}")
        .doesNotContain("made-up")
        .contains("mapache_predict_seconds_count{stage=\"compute\"}")
        .containsPattern("mapache_models\\{state=\"serving\"} [1-9]")
        .contains("mapache_swaps_total{outcome=\"served\"}")
        .contains("mapache_queue_depth 0.0");
  }

  private void awaitVersion(String model, int version) {
    await()
        .untilAsserted(
            () -> {
              JsonNode state = client.get("/v1/models/" + model).json();
              assertThat(state.path("state").asText()).isEqualTo("serving");
              assertThat(state.path("version").asInt()).isEqualTo(version);
            });
  }

  private String refusal(String model, int version) {
    return await().until(() -> reason(model, version), reason -> !reason.isEmpty());
  }

  private String reason(String model, int version) {
    for (JsonNode state : client.get("/v1/models").json()) {
      if (state.path("model").asText().equals(model)
          && state.path("version").asInt() == version
          && state.path("state").asText().equals("refused")) {
        return state.path("reason").asText();
      }
    }
    return "";
  }
}
