package io.mapache.cli.label;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Console;
import io.mapache.cli.http.Scripted;
import io.mapache.cli.http.Scripted.Reply;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelCommandTest {

  private static final Digest DIGEST = Digest.of("bytes");

  @TempDir Path home;

  private final Scripted ingest =
      new Scripted(
          request -> new Reply(202, "{\"digest\":\"%s\",\"label\":\"cat\"}".formatted(DIGEST)));

  @AfterEach
  void close() {
    ingest.close();
  }

  @Test
  void aFileIsSentWithItsLabel() throws IOException {
    Path file = Files.writeString(home.resolve("1.jpg"), "bytes");

    Console console = run("label", file.toString(), "-d", "pets", "-l", "cat");

    assertThat(ingest.requests())
        .containsExactly("POST /v1/images?dataset=pets&label=cat&name=1.jpg&source=cli");
    assertThat(ingest.bodies()).containsExactly("bytes");
    assertThat(console.out()).contains(DIGEST.abbreviated() + ": cat in pets, says cli");
  }

  @Test
  void anImageThatWasSentBeforeIsCorrectedByItsDigest() {
    Console console =
        run(
            ("label " + DIGEST + " -d pets -l cat --source ann --correction --group g --json")
                .split(" "));

    assertThat(ingest.requests())
        .containsExactly(
            "POST /v1/images/%s?dataset=pets&label=cat&source=ann&group=g&correction=true"
                .formatted(DIGEST));
    assertThat(ingest.bodies()).containsExactly("");
    assertThat(Json.read(console.out(), JsonNode.class).path("digest").asText())
        .isEqualTo(DIGEST.hex());
  }

  @Test
  void aLabelIsTakenBack() {
    run(("label " + DIGEST + " -d pets --withdraw --source ann").split(" "));

    assertThat(ingest.requests())
        .containsExactly("DELETE /v1/images/%s/label?dataset=pets&source=ann".formatted(DIGEST));
  }

  @Test
  void anImageLeavesADataset() {
    Console console =
        run("datasets", "remove", "pets", DIGEST.hex(), "--reason", "blurred", "--by", "ann");

    assertThat(ingest.requests())
        .containsExactly(
            "DELETE /v1/images/%s?dataset=pets&by=ann&reason=blurred".formatted(DIGEST));
    assertThat(console.out()).contains("is no longer in pets");
  }

  @Test
  void whatIsNoImageIsWrongUsage() {
    assertThat(run("label", "cat", "-d", "pets", "-l", "cat").err())
        .contains("'cat' (expected: a file, or the 64 digits of an image's digest)");
    assertThat(ingest.requests()).isEmpty();
  }

  private Console run(String... arguments) {
    Console console =
        new Console(
            Map.of(
                "MAPACHE_HOME", home.toString(),
                "MAPACHE_INGEST_PORT", String.valueOf(ingest.port())));
    console.run(arguments);
    return console;
  }
}
