package io.mapache.inference.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.inference.TinyModels;
import io.mapache.inference.it.Client.Answer;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Open Inference Protocol, spoken by clients that are not ours. */
@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class OpenInferenceTest {

  private static final String RED =
      """
      {"id":"7","inputs":[{"name":"image","datatype":"BYTES","shape":[1],"data":["%s"]}]}
      """
          .formatted(Base64.getEncoder().encodeToString(TinyModels.png(0xD01010)));

  @TestHTTPResource("/")
  URI service;

  private Client client;

  @BeforeEach
  void deploy() throws IOException {
    Surroundings around = Surroundings.current();
    client = new Client(service);
    around.deploy("colours", 1, 4, around.store().bundle(1, TinyModels.HEAD));
    await().until(() -> client.get("/v2/models/colours/versions/4/ready").status() == 200);
  }

  @Test
  void theClientsOfTritonWork() throws Exception {
    PythonClient.install();
    String target = service.getHost() + ":" + service.getPort();
    assertThat(PythonClient.script("oip_client.py", target, "colours", "4")).contains("passed");
  }

  @Test
  void anAnswerIsTheSameAsThatOfThePredictApi() {
    JsonNode answer = infer(RED).json();
    assertThat(answer.path("id").asText()).isEqualTo("7");
    assertThat(answer.path("model_version").asText()).isEqualTo("4");
    JsonNode probabilities = answer.path("outputs").get(0);
    assertThat(probabilities.path("shape").toString()).isEqualTo("[1,2]");
    double red =
        client.predict("colours", TinyModels.png(0xD01010)).json().path("probability").asDouble();
    assertThat(probabilities.path("data").get(1).asDouble()).isEqualTo(red);
    assertThat(answer.path("outputs").get(1).path("data").get(0).asText()).isEqualTo("red");
  }

  @Test
  void whatIsNotAnsweredHasTheErrorOfTheProtocol() {
    error(infer("{}"), 400, "no input (expected: `image` as FP32 or UINT8 [n,71,71,3]");
    error(infer(RED.replace("iVBO", "AAAA")), 400, "image 0 is refused (not-an-image)");
    error(infer(" ".repeat(1_000_001)), 413, "the request is too large (expected: 1,000,000 bytes");
    error(client.get("/v2/models/nobody"), 404, "no model 'nobody' is deployed");
    error(client.get("/v2/nothing"), 404, "");
    error(client.send(client.to("/v2/models/colours/infer").GET()), 405, "");
    error(
        client.send(
            client
                .to("/v2/models/colours/infer")
                .header("X-Request-Timeout-Ms", "0")
                .POST(BodyPublishers.ofString(RED))),
        400,
        "X-Request-Timeout-Ms (expected: whole milliseconds");
  }

  @Test
  void itsImagesAreCountedAsAllOthers() {
    infer(RED);
    String meters = new String(client.get("/q/metrics").response().body(), StandardCharsets.UTF_8);
    assertThat(meters)
        .containsPattern(
            "mapache_predictions_total\\{model=\"colours\",outcome=\"answered\"[^}]*} [1-9]");
  }

  private Answer infer(String body) {
    return client.send(client.to("/v2/models/colours/infer").POST(BodyPublishers.ofString(body)));
  }

  private static void error(Answer answer, int status, String said) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.json().path("error").asText()).isNotBlank().contains(said);
  }
}
