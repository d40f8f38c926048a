package io.mapache.inference.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Topic;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ImageCaptured;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.contracts.event.ModelRefused;
import io.mapache.contracts.event.PredictionMade;
import io.mapache.contracts.event.ServingReported;
import io.mapache.contracts.event.ServingRole;
import io.mapache.inference.TinyModels;
import io.mapache.kafka.Received;
import io.mapache.kafka.TopicFollower;
import io.mapache.models.Head;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service reads from and writes to a real broker about its answers. */
@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class FeedbackTest {

  private static final byte[] RED = TinyModels.png(0xD01010);
  private static final byte[] BLUE = TinyModels.png(0x1010D0);

  @TestHTTPResource("/")
  URI service;

  private final Surroundings around = Surroundings.current();
  private final List<Event> seen = new CopyOnWriteArrayList<>();
  private TopicFollower predictions;
  private TopicFollower models;
  private Client client;

  @BeforeEach
  void connect() {
    client = new Client(service);
    await().until(() -> client.get("/q/health/ready").status() == 200);
    predictions = follow(Topic.PREDICTIONS);
    models = follow(Topic.MODELS);
  }

  private TopicFollower follow(Topic topic) {
    return TopicFollower.start(
        around.kafka(),
        topic,
        Map.of(),
        (batch, next) -> batch.stream().map(Received::event).forEach(seen::add));
  }

  @AfterEach
  void close() {
    predictions.close();
    models.close();
  }

  @Test
  void capturedImagesArePredictedOnceTheirModelServes() throws IOException {
    Digest red = around.store().image(RED);
    capture("captured", red);
    capture("other", around.store().image(BLUE));
    around.deploy("other", 1, 1, around.store().bundle(1, TinyModels.HEAD));
    PredictionMade other = made("other");
    assertThat(other.label()).isEqualTo("blue");

    around.deploy("captured", 1, 7, around.store().bundle(1, TinyModels.CALMER));
    PredictionMade made = made("captured");
    assertThat(made.dataset()).isEqualTo("captured");
    assertThat(made.image()).isEqualTo(red);
    assertThat(made.version()).isEqualTo(7);
    assertThat(made.label()).isEqualTo("red");
    assertThat(made.role()).isEqualTo(ServingRole.CHAMPION);
  }

  @Test
  void answersToRequestsAreRecordedUnderTheirIdAndCounted() throws IOException {
    around.deploy("asked", 1, 2, around.store().bundle(1, TinyModels.HEAD));
    await().until(() -> client.predict("asked", RED).status() == 200);
    client.send(
        client
            .to("/v1/models/asked/predict")
            .header("X-Request-Id", "mine")
            .POST(BodyPublishers.ofByteArray(BLUE)));

    await()
        .untilAsserted(
            () ->
                assertThat(of(PredictionMade.class).filter(made -> made.model().equals("asked")))
                    .extracting(PredictionMade::prediction)
                    .contains("mine"));
    PredictionMade mine =
        of(PredictionMade.class)
            .filter(made -> made.prediction().equals("mine"))
            .findFirst()
            .orElseThrow();
    assertThat(mine.dataset()).isNull();
    assertThat(mine.image()).isEqualTo(Digest.of(BLUE));
    assertThat(mine.label()).isEqualTo("blue");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> of(ServingReported.class).anyMatch(report -> report.model().equals("asked")));
  }

  @Test
  void aCanaryAnswersWhomItsShareFallsOnAndAShadowIsRecordedAndNeverReturned() throws IOException {
    around.publish(
        new ModelDeployment(
            "routed",
            1,
            version(1, TinyModels.HEAD),
            new ModelDeployment.Canary(version(2, TinyModels.CALMER), 50, "X-User"),
            version(3, new Head(2, new float[] {4, 0, -4}, new float[] {0})),
            null,
            Instant.EPOCH));
    await().until(() -> serving("routed"), served -> served == 3);

    List<Integer> first = versionsByUser();
    assertThat(first).containsOnly(1, 2);
    assertThat(versionsByUser()).as("the same users, asking again").isEqualTo(first);
    await()
        .untilAsserted(
            () ->
                assertThat(of(PredictionMade.class).filter(made -> made.model().equals("routed")))
                    .extracting(PredictionMade::version, PredictionMade::role)
                    .contains(
                        tuple(1, ServingRole.CHAMPION),
                        tuple(2, ServingRole.CANARY),
                        tuple(3, ServingRole.SHADOW)));
  }

  private ModelDeployment.Version version(int number, Head head) throws IOException {
    return new ModelDeployment.Version(number, around.store().bundle(1, head));
  }

  private long serving(String model) {
    return StreamSupport.stream(client.get("/v1/models").json().spliterator(), false)
        .filter(version -> version.path("model").asText().equals(model))
        .filter(version -> version.path("state").asText().equals("serving"))
        .count();
  }

  /** Which version answers each of twenty users. */
  private List<Integer> versionsByUser() {
    return IntStream.range(0, 20)
        .mapToObj(
            user ->
                client.send(
                    client
                        .to("/v1/models/routed/predict")
                        .header("X-User", "user-" + user)
                        .POST(BodyPublishers.ofByteArray(RED))))
        .map(answer -> answer.json().path("version").asInt())
        .toList();
  }

  @Test
  void aVersionThatIsNotServedIsTold() {
    Digest nowhere = Digest.of("a bundle that nobody has stored");
    around.deploy("refused", 5, 9, nowhere);

    await()
        .untilAsserted(
            () ->
                assertThat(of(ModelRefused.class))
                    .anySatisfy(
                        refused -> {
                          assertThat(refused.bundle()).isEqualTo(nowhere);
                          assertThat(refused.revision()).isEqualTo(5);
                          assertThat(refused.mayPass()).isTrue();
                        }));
  }

  private void capture(String dataset, Digest image) {
    around.publish(new ImageCaptured(dataset, image, "camera", null, "png", 71, 71, 99));
  }

  private PredictionMade made(String model) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> of(PredictionMade.class).filter(made -> made.model().equals(model)).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private <E extends Event> Stream<E> of(Class<E> type) {
    return seen.stream().filter(type::isInstance).map(type::cast);
  }
}
