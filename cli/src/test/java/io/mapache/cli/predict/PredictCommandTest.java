package io.mapache.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Console;
import io.mapache.cli.http.Scripted;
import io.mapache.cli.http.Scripted.Reply;
import io.mapache.contracts.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {

  private static final String CAT =
      "{\"model\":\"pets\",\"version\":4,\"label\":\"cat\",\"probability\":0.98,\"novelty\":37.0%s}";

  @TempDir Path home;

  private String reply = CAT.formatted("");
  private int status = 200;
  private final Scripted inference = new Scripted(request -> new Reply(status, reply));
  private final Console console;

  PredictCommandTest() {
    console = new Console(Map.of("MAPACHE_INFERENCE_PORT", Integer.toString(inference.port())));
  }

  @AfterEach
  void close() {
    inference.close();
  }

  @Test
  void oneImageIsTheBody() throws IOException {
    assertThat(console.run("predict", file("a.jpg"), "-m", "pets")).isZero();
    assertThat(inference.requests()).containsExactly("POST /v1/models/pets/predict");
    assertThat(inference.bodies()).containsExactly("bytes of a.jpg");
    assertThat(console.out().lines().toList().get(1).replaceAll(" +", " "))
        .endsWith("a.jpg cat 0.9800 37 % pets 4");
  }

  @Test
  void aVersionIsAskedFor() throws IOException {
    console.run("predict", file("a.jpg"), "-m", "pets", "--version", "4");
    assertThat(inference.requests()).containsExactly("POST /v1/models/pets/predict?version=4");
  }

  @Test
  void severalImagesAreOneRequestAndABadOneDoesNotFailTheOthers() throws IOException {
    reply =
        "{\"predictions\":[%s,{\"id\":\"r-2\",\"name\":\"2\",\"problem\":{\"status\":422,\"reason\":\"truncated\",\"detail\":\"cut\"}}]}"
            .formatted(CAT.formatted(",\"name\":\"1\""));
    assertThat(console.run("predict", file("a.jpg"), file("b.jpg"), "-m", "pets", "--json"))
        .isOne();
    assertThat(inference.requests()).hasSize(1);
    assertThat(inference.bodies().get(0))
        .contains(
            "name=\"1\"\r\n\r\nbytes of a.jpg\r\n--", "name=\"2\"\r\n\r\nbytes of b.jpg\r\n--")
        .endsWith("--\r\n");
    JsonNode document = Json.read(console.out(), JsonNode.class);
    assertThat(document.findValuesAsText("file"))
        .containsExactly(home.resolve("a.jpg").toString(), home.resolve("b.jpg").toString());
    assertThat(document.get(0).path("label").asText()).isEqualTo("cat");
    assertThat(document.get(0).path("novelty").asDouble()).isEqualTo(37);
    assertThat(document.get(1).path("reason").asText()).isEqualTo("truncated");
    assertThat(document.get(1).path("detail").asText()).isEqualTo("cut");
  }

  @Test
  void anExplanationIsWrittenToAFile() throws IOException {
    String png = Base64.getEncoder().encodeToString("a picture".getBytes(StandardCharsets.UTF_8));
    reply =
        CAT.formatted(
            ",\"explanation\":{\"label\":\"cat\",\"grid\":[[1]],\"overlay\":\"data:image/png;base64,%s\"}"
                .formatted(png));
    Path looked = home.resolve("looked.png");
    String[] command = {
      "predict", file("a.jpg"), "-m", "pets", "--explain", looked.toString(), "--json"
    };
    assertThat(console.run(command)).isZero();
    assertThat(inference.requests()).containsExactly("POST /v1/models/pets/predict?explain=true");
    assertThat(looked).hasContent("a picture");
    JsonNode explanation = Json.read(console.out(), JsonNode.class).get(0).path("explanation");
    assertThat(explanation.path("grid")).hasSize(1);
    assertThat(explanation.has("overlay")).isFalse();
  }

  @Test
  void anExplanationIsOfOneImage() throws IOException {
    assertThat(console.run("predict", file("a.jpg"), file("b.jpg"), "--explain", "x.png"))
        .isEqualTo(2);
    assertThat(console.err()).contains("--explain is for one image");
  }

  @Test
  void anUnknownModelEndsTheCommand() throws IOException {
    status = 404;
    reply = "{\"reason\":\"unknown-model\",\"detail\":\"no model 'pets' is deployed\"}";
    assertThat(console.run("predict", file("a.jpg"), "-m", "pets")).isOne();
    assertThat(console.err()).contains("inference: no model 'pets' is deployed");
  }

  @Test
  void aRequestHasSixteenFilesAtMost() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 33; i++) {
      files.add(Path.of(file(i + ".jpg")));
    }
    assertThat(Batches.of(files)).extracting(List::size).containsExactly(16, 16, 1);
    assertThat(Batches.of(files).stream().flatMap(List::stream).toList()).isEqualTo(files);
  }

  private String file(String name) throws IOException {
    return Files.writeString(home.resolve(name), "bytes of " + name).toString();
  }
}
