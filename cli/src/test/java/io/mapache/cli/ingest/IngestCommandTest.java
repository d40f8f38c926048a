package io.mapache.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Console;
import io.mapache.cli.http.Scripted;
import io.mapache.cli.http.Scripted.Reply;
import io.mapache.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestCommandTest {

  @TempDir Path folder;
  @TempDir Path home;

  @BeforeEach
  void threeFiles() throws IOException {
    for (String name : new String[] {"good/1.jpg", "good/2 &.jpg", "bad/cut.jpg"}) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }

  @Test
  void refusedFilesAreListedWithTheirReasonAndTheRestGoesIn() {
    try (Scripted ingest = new Scripted(IngestCommandTest::door)) {
      Console console = console(ingest);
      assertThat(console.run("ingest", folder.toString(), "--dataset", "pets")).isZero();
      assertThat(console.out())
          .contains("bad/cut.jpg  truncated  the data ends early")
          .contains("pets: 1 stored, 1 with known bytes, 1 refused (1 truncated)");
      assertThat(ingest.requests())
          .contains("POST /v1/images?dataset=pets&label=good&name=good%2F2%20%26.jpg&source=cli");
    }
  }

  @Test
  void programsGetTheSameAsOneDocument() {
    try (Scripted ingest = new Scripted(IngestCommandTest::door)) {
      Console console = console(ingest);
      console.run("ingest", folder.toString(), "--dataset", "pets", "--json");
      JsonNode document = Json.read(console.out(), JsonNode.class);
      assertThat(document.path("stored").asInt()).isEqualTo(1);
      assertThat(document.path("duplicate").asInt()).isEqualTo(1);
      assertThat(document.at("/refused/0/file").asText()).isEqualTo("bad/cut.jpg");
      assertThat(document.at("/refusedByReason/truncated").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aRequestThatIsWrongAsAWholeEndsIt() {
    Reply wrong = new Reply(400, "{\"detail\":\"dataset: no such thing\"}");
    try (Scripted ingest = new Scripted(request -> wrong)) {
      Console console = console(ingest);
      assertThat(console.run("ingest", folder.toString(), "--dataset", "pets")).isEqualTo(1);
      assertThat(console.err()).contains("ingest: dataset: no such thing");
    }
  }

  private static Reply door(String request) {
    if (request.contains("bad")) {
      return new Reply(422, "{\"detail\":\"the data ends early\",\"reason\":\"truncated\"}");
    }
    String outcome = request.contains("1.jpg") ? "stored" : "duplicate";
    return new Reply(202, "{\"outcome\":\"" + outcome + "\"}");
  }

  private Console console(Scripted ingest) {
    return new Console(
        Map.of(
            "MAPACHE_HOME", home.toString(),
            "MAPACHE_INGEST_PORT", String.valueOf(ingest.port())));
  }
}
