package io.mapache.inference.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.imaging.Decoded;
import io.mapache.imaging.Format;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.ImageEncoder;
import io.mapache.imaging.Picture;
import io.mapache.inference.TinyModels;
import io.mapache.inference.it.Client.Answer;
import io.mapache.inference.web.ApiDocument;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The prediction API as its clients see it. */
@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class PredictApiTest {

  private static final byte[] RED = TinyModels.png(0xD01010);
  private static final byte[] BLUE = TinyModels.png(0x1010D0);
  private static final byte[] TEXT = "not a picture".getBytes(StandardCharsets.UTF_8);
  private static final ApiDocument DOCUMENT = ApiDocument.read();
  private static final String MULTIPART = "multipart/form-data; boundary=edge";

  @TestHTTPResource("/")
  URI service;

  private final Surroundings around = Surroundings.current();
  private Client client;

  @BeforeEach
  void deploy() throws IOException {
    client = new Client(service);
    if (client.get("/v1/models/colours").status() != 200) {
      around.deploy("colours", 1, 4, around.store().bundle(1, TinyModels.HEAD));
    }
    await().until(() -> client.predict("colours", RED).status() == 200);
  }

  @Test
  void anAnswerSaysWhoAnsweredInWhichRole() {
    JsonNode answer = client.predict("colours", RED).json();
    assertThat(answer.path("model").asText()).isEqualTo("colours");
    assertThat(answer.path("version").asInt()).isEqualTo(4);
    assertThat(answer.path("role").asText()).isEqualTo("champion");
    assertThat(answer.path("label").asText()).isEqualTo("red");
    assertThat(answer.path("probabilities")).hasSize(2);
    assertThat(DOCUMENT.misfits("Prediction", answer)).isEmpty();
    JsonNode pinned = ask("?version=4&top=1", "image/png", RED).json();
    assertThat(pinned.path("role").asText()).isEqualTo("pinned");
    assertThat(pinned.path("probabilities")).hasSize(1);
  }

  @Test
  void severalPartsAreAnsweredInOrderAndABadOneDoesNotFailTheOthers() {
    Answer answer = ask("", MULTIPART, multipart("left", RED, "middle", TEXT, "right", BLUE));
    assertThat(answer.status()).isEqualTo(200);
    JsonNode predictions = answer.json().path("predictions");
    assertThat(predictions.findValuesAsText("name")).containsExactly("left", "middle", "right");
    assertThat(predictions.findValuesAsText("file"))
        .containsExactly("left.png", "middle.png", "right.png");
    assertThat(predictions.get(0).path("label").asText()).isEqualTo("red");
    assertThat(predictions.get(2).path("label").asText()).isEqualTo("blue");
    assertThat(DOCUMENT.misfits("Predictions", answer.json())).isEmpty();
    JsonNode problem = predictions.get(1).path("problem");
    assertThat(problem.path("status").asInt()).isEqualTo(422);
    assertThat(problem.path("reason").asText()).isEqualTo("not-an-image");
    String request = answer.header("X-Request-Id");
    assertThat(predictions.findValuesAsText("id"))
        .containsExactly(request + "-1", request + "-2", request + "-3");
  }

  @Test
  void severalInJsonHaveTheIdsOfTheirSender() {
    String text = "{\"images\":[%s,%s]}".formatted(entry("a", BLUE), entry("b", new byte[0]));
    JsonNode predictions = json(text).json().path("predictions");
    assertThat(predictions.findValuesAsText("id")).containsExactly("a", "b");
    assertThat(predictions.get(0).path("label").asText()).isEqualTo("blue");
    assertThat(predictions.get(1).path("problem").path("reason").asText()).isEqualTo("empty");
  }

  @Test
  void oneImageInJsonIsAnsweredLikeOneInTheBody() {
    String body = "{\"image\":\"%s\"}".formatted(Base64.getEncoder().encodeToString(RED));
    JsonNode answer = json(body).json();
    assertThat(answer.path("label").asText()).isEqualTo("red");
    assertThat(answer.has("name")).isFalse();
  }

  @Test
  void whatConcernsAllImagesIsTheProblemOfTheRequest() {
    Answer answer =
        client.send(
            client
                .to("/v1/models/nobody/predict")
                .header("Content-Type", MULTIPART)
                .POST(BodyPublishers.ofByteArray(multipart("a", RED, "b", TEXT))));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("reason").asText()).isEqualTo("unknown-model");
  }

  @Test
  void anExplanationIsAGridAndThePictureUnderIt() {
    JsonNode answer = ask("?explain=true", "image/png", RED).json();
    assertThat(DOCUMENT.misfits("Prediction", answer)).isEmpty();
    JsonNode explanation = answer.path("explanation");
    assertThat(explanation.path("label").asText()).isEqualTo("red");
    assertThat(explanation.path("grid")).hasSize(TinyModels.SIZE);
    assertThat(explanation.path("grid").get(0)).hasSize(TinyModels.SIZE);
    assertThat(explanation.path("grid").get(0).get(0).asDouble()).isPositive();
    String overlay = explanation.path("overlay").asText();
    assertThat(overlay).startsWith("data:image/png;base64,");
    byte[] png = Base64.getDecoder().decode(overlay.substring(overlay.indexOf(',') + 1));
    isPictureOf(png, 80, 60);
    assertThat(client.predict("colours", RED).json().has("explanation")).isFalse();
  }

  @Test
  void whoAcceptsAPictureGetsTheOverlayItself() {
    Answer answer =
        client.send(
            predict("").header("Accept", "image/png").POST(BodyPublishers.ofByteArray(RED)));
    assertThat(answer.header("Content-Type")).isEqualTo("image/png");
    isPictureOf(answer.response().body(), 80, 60);
    Answer bad =
        client.send(
            predict("").header("Accept", "image/png").POST(BodyPublishers.ofByteArray(TEXT)));
    assertThat(bad.status()).isEqualTo(422);
    assertThat(bad.header("Content-Type")).isEqualTo("application/problem+json");
  }

  private static void isPictureOf(byte[] png, int width, int height) {
    Decoded.Image overlay = (Decoded.Image) new ImageDecoder().decode(png);
    assertThat(overlay.format()).isEqualTo(Format.PNG);
    assertThat(overlay.picture().width()).isEqualTo(width);
    assertThat(overlay.picture().height()).isEqualTo(height);
  }

  @Test
  void everyAnswerHasTheIdAndTheTraceOfItsRequest() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    Answer answer =
        client.send(
            predict("")
                .header("X-Request-Id", "mine-7")
                .header("traceparent", trace)
                .POST(BodyPublishers.ofByteArray(RED)));
    assertThat(answer.json().path("id").asText()).isEqualTo("mine-7");
    assertThat(answer.header("X-Request-Id")).isEqualTo("mine-7");
    assertThat(answer.header("traceparent")).isEqualTo(trace);
    Answer lost = client.send(client.to("/v1/nothing").header("traceparent", "x").GET());
    assertThat(lost.status()).isEqualTo(404);
    assertThat(lost.header("X-Request-Id")).matches("[0-9a-f-]{36}");
    assertThat(lost.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
  }

  @Test
  void theInterfaceIsDescribedForProgramsAndForPeople() {
    assertThat(client.get("/openapi.yaml").text()).startsWith("openapi: 3.1.0");
    String page = client.get("/openapi.html").text();
    List<String> files =
        Pattern.compile("/webjars/[^\"]+").matcher(page).results().map(MatchResult::group).toList();
    assertThat(files).hasSize(2).allMatch(file -> client.get(file).status() == 200);
  }

  @Test
  void metricsNameVersionsAndRoles() {
    String metrics = client.get("/q/metrics").text();
    assertThat(metrics)
        .contains("mapache_model_info{model=\"colours\",role=\"champion\",version=\"4\"} 1.0")
        .containsPattern(
            "mapache_predictions_total\\{model=\"colours\",outcome=\"answered\",role=\"champion\"}"
                + " [1-9]");
  }

  /** The service has the request, and says so, before its body comes. */
  @Test
  void whatComesTooLateIsNotComputed() throws IOException {
    String head =
        "POST /v1/models/colours/predict HTTP/1.1\r\n"
            + "Host: here\r\n"
            + "Connection: close\r\n"
            + "Expect: 100-continue\r\n"
            + "X-Request-Timeout-Ms: 1\r\n"
            + "Content-Length: "
            + RED.length
            + "\r\n\r\n";
    try (Socket sender = new Socket(service.getHost(), service.getPort())) {
      sender.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(sender.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(answer.readLine()).isEqualTo("HTTP/1.1 100 Continue");
      long asked = System.nanoTime();
      while (System.nanoTime() - asked < 2_000_000) {
        Thread.onSpinWait();
      }
      sender.getOutputStream().write(RED);
      assertThat(answer.lines().toList())
          .contains("HTTP/1.1 504 Gateway Timeout")
          .anyMatch(line -> line.contains("\"reason\":\"late\""));
    }
    HttpRequest.Builder patient =
        predict("").header("X-Request-Timeout-Ms", "20000").POST(BodyPublishers.ofByteArray(RED));
    assertThat(client.send(patient).status()).isEqualTo(200);
  }

  /** More of them than the service has threads for requests. */
  @Test
  void sendersThatStopInTheMiddleHoldUpNobody() throws IOException {
    List<Socket> stalled = new ArrayList<>();
    try {
      for (int i = 0; i < 250; i++) {
        Socket sender = new Socket(service.getHost(), service.getPort());
        stalled.add(sender);
        String half =
            "POST /v1/models/colours/predict HTTP/1.1\r\n"
                + "Host: here\r\n"
                + "Content-Length: 9\r\n\r\n"
                + "abc";
        sender.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
      }
      HttpRequest.Builder request =
          predict("").timeout(Duration.ofSeconds(3)).POST(BodyPublishers.ofByteArray(RED));
      assertThat(client.send(request).status()).isEqualTo(200);
    } finally {
      for (Socket sender : stalled) {
        sender.close();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "top=0        | 400 | top: '0' (expected: a whole number",
        "top=few      | 400 | top: 'few' (expected: a whole number",
        "top=1&top=2  | 400 | top: given 2 times (expected: once)",
        "version=0    | 400 | version: '0' (expected: a whole number",
        "version=2.0  | 400 | version: '2.0' (expected: a whole number",
        "explain=maybe| 400 | explain: 'maybe' (expected: true or false)",
        "tops=1       | 400 | tops: unknown parameter (expected: explain, top, version)"
      })
  void aWrongParameterIsNamed(String query, int status, String detail) {
    Answer answer = ask("?" + query, "image/png", RED);
    problem(answer, status, "bad-request");
    assertThat(answer.json().path("detail").asText()).contains(detail);
  }

  @ParameterizedTest
  @CsvSource({"0", "-5", "soon", "1.5", "9999999999"})
  void aTimeThatIsNoneIsRefused(String time) {
    HttpRequest.Builder request =
        predict("").header("X-Request-Timeout-Ms", time).POST(BodyPublishers.ofByteArray(RED));
    problem(client.send(request), 400, "bad-request");
  }

  @Test
  void aWrongBodyIsAProblemWithItsReason() {
    problem(ask("", "image/png", new byte[0]), 422, "empty");
    problem(ask("", "image/png", TEXT), 422, "not-an-image");
    problem(ask("", "image/png", Arrays.copyOf(RED, RED.length / 2)), 422, "truncated");
    problem(ask("", "image/jpeg", jpegCut()), 422, "truncated");
    problem(ask("", "text/plain", RED), 415, "unsupported-type");
    problem(ask("", "multipart/mixed; boundary=edge", RED), 415, "unsupported-type");
    problem(ask("", "not a type", RED), 415, "unsupported-type");
    problem(ask("", MULTIPART, RED), 400, "bad-request");
    problem(ask("", "application/json", RED), 400, "bad-request");
    problem(json("{\"image\":\"%%\"}"), 400, "bad-request");
    problem(json("{\"images\":[]}"), 400, "bad-request");
    problem(ask("", "image/png", new byte[1_000_001]), 413, "too-large");
    String[] names = new String[33];
    Arrays.setAll(names, place -> "image" + place);
    problem(ask("", MULTIPART, multipart(RED, names)), 413, "too-many-images");
    problem(ask("?version=77", "image/png", RED), 404, "unknown-version");
    problem(
        client.send(
            predict("")
                .header("Accept", "image/png")
                .header("Content-Type", MULTIPART)
                .POST(BodyPublishers.ofByteArray(multipart("a", RED)))),
        406,
        "not-acceptable");
    problem(
        client.send(
            predict("").header("Accept", "text/html").POST(BodyPublishers.ofByteArray(RED))),
        406,
        "not-acceptable");
    problem(
        client.send(client.to("/v1/models/nobody/predict").POST(BodyPublishers.ofByteArray(RED))),
        404,
        "unknown-model");
  }

  /** AVIF and HEIC are not taken, and the sender reads what is. */
  @ParameterizedTest
  @CsvSource({"avif,AVIF", "heic,HEIC"})
  void aFormatThatIsNotTakenIsRefusedWithAHint(String brand, String name) {
    byte[] file =
        ("\0\0\0\u0018ftyp" + brand + "\0\0\0\0mif1").getBytes(StandardCharsets.ISO_8859_1);
    Answer answer = ask("", "image/" + brand, file);
    problem(answer, 422, "unsupported-format");
    assertThat(answer.json().path("detail").asText())
        .isEqualTo(name + " is not taken: send the picture as JPEG, PNG, GIF, BMP, WebP or TIFF");
  }

  private static byte[] jpegCut() {
    byte[] jpeg = ImageEncoder.jpeg(new Picture(64, 64, new byte[3 * 64 * 64]), 1);
    return Arrays.copyOf(jpeg, jpeg.length - 20);
  }

  private static void problem(Answer answer, int status, String reason) {
    assertThat(answer.status()).as(() -> answer.json().toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("X-Request-Id")).isNotBlank();
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("title").asText())
        .isEqualTo(HttpResponseStatus.valueOf(status).reasonPhrase());
    assertThat(answer.json().path("detail").asText()).isNotBlank();
    assertThat(answer.json().path("reason").asText()).isEqualTo(reason);
    assertThat(DOCUMENT.misfits("Problem", answer.json())).isEmpty();
  }

  private Answer ask(String query, String type, byte[] body) {
    return client.send(
        predict(query).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
  }

  private Answer json(String body) {
    return ask("", "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private HttpRequest.Builder predict(String query) {
    return client.to("/v1/models/colours/predict" + query);
  }

  private static String entry(String id, byte[] image) {
    return "{\"id\":\"%s\",\"base64\":\"%s\"}"
        .formatted(id, Base64.getEncoder().encodeToString(image));
  }

  private static byte[] multipart(byte[] image, String... names) {
    Object[] parts = new Object[2 * names.length];
    for (int i = 0; i < names.length; i++) {
      parts[2 * i] = names[i];
      parts[2 * i + 1] = image;
    }
    return multipart(parts);
  }

  /** Names and images in turn. */
  private static byte[] multipart(Object... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < parts.length; i += 2) {
      String head =
          "--edge\r\nContent-Disposition: form-data; name=\"%1$s\"; filename=\"%1$s.png\"\r\n\r\n"
              .formatted(parts[i]);
      body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      body.writeBytes((byte[]) parts[i + 1]);
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes("--edge--\r\n".getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }
}
