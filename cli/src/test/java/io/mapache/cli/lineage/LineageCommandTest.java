package io.mapache.cli.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.cli.Console;
import io.mapache.cli.http.Scripted;
import io.mapache.cli.http.Scripted.Reply;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageCommandTest {

  private static final String VERSION =
      """
      {"model":"pets","version":3,"bundle":"b3","base":"ba","head":"he","weights":"we",
       "training":"t3","dataset":"photos","manifest":"ma",
       "snapshot":{"topic":"mapache.images","offsets":{"0":17,"1":4},"images":{"train":70,"test":15}},
       "parents":[{"bundle":"b1","model":"pets","version":1},{"bundle":"b0"}],
       "comparedWith":{"bundle":"b2","model":"pets","version":2},"images":["d1","d2"]}
      """;

  @TempDir Path home;

  private final Scripted trainer = new Scripted(LineageCommandTest::reply);

  private static Reply reply(String request) {
    if (request.equals("GET /v1/models/pets")) {
      return new Reply(200, "{\"model\":\"pets\",\"champion\":3}");
    }
    if (request.startsWith("GET /v1/models/pets/versions/3/lineage")) {
      return new Reply(200, VERSION);
    }
    if (request.startsWith("GET /v1/predictions/p-1/lineage")) {
      return new Reply(
          200,
          "{\"prediction\":{\"prediction\":\"p-1\",\"image\":\"im\",\"label\":\"cat\",\"role\":\"canary\"},\"label\":\"dog\",\"version\":"
              + VERSION
              + "}");
    }
    if (request.startsWith("GET /v1/predictions/p-2/lineage")) {
      return new Reply(
          200,
          "{\"prediction\":{\"prediction\":\"p-2\",\"image\":\"im\",\"label\":\"cat\",\"model\":\"dogs\",\"version\":7}}");
    }
    if (request.startsWith("GET /v1/models/pets/versions/1/lineage")) {
      return new Reply(200, VERSION.replaceFirst("\"snapshot\":\\{.*?}},", ""));
    }
    return new Reply(404, "{\"detail\":\"not there\"}");
  }

  @AfterEach
  void close() {
    trainer.close();
  }

  @Test
  void aModelIsItsChampion() {
    Console console = run("lineage", "pets");

    assertThat(trainer.requests())
        .containsExactly("GET /v1/models/pets", "GET /v1/models/pets/versions/3/lineage");
    assertThat(console.out())
        .contains("version        pets@3")
        .contains("began with     pets@1")
        .contains("began with     bundle b0")
        .contains("compared with  pets@2")
        .contains("images         train: 70, test: 15")
        .contains("events         mapache.images before offsets 0: 17, 1: 4");
  }

  @Test
  void aVersionIsNamedByItsNumberAndTheImagesFollowIfTheyAreAskedFor() {
    Console console = run("lineage", "pets@3", "--images");

    assertThat(trainer.requests())
        .containsExactly("GET /v1/models/pets/versions/3/lineage?images=true");
    assertThat(console.out()).contains("d1").contains("d2");
  }

  @Test
  void whatIsNoModelIsAPrediction() {
    assertThat(run("lineage", "p-1").out())
        .contains("prediction     p-1")
        .contains("answer         cat, canary")
        .contains("label          dog")
        .contains("version        pets@3");
  }

  @Test
  void aSnapshotThatIsNotInTheStoreIsUnknown() {
    assertThat(run("lineage", "pets@1").out())
        .contains("images         unknown: no such manifest in the store")
        .doesNotContain("events");
  }

  @Test
  void aVersionThatNobodyHasRegisteredIsNamedByTheAnswer() {
    assertThat(run("lineage", "p-2").out())
        .contains("answer         cat, in some role")
        .contains("version        dogs@7, which nobody has registered");
  }

  @Test
  void whatIsNeitherIsSaid() {
    Console console = console();

    assertThat(console.run("lineage", "nothing")).isEqualTo(1);
    assertThat(console.err()).contains("'nothing' is neither a model with a champion nor");
  }

  private Console run(String... arguments) {
    Console console = console();
    assertThat(console.run(arguments)).as(console.err()).isZero();
    return console;
  }

  private Console console() {
    return new Console(
        Map.of(
            "MAPACHE_HOME",
            home.toString(),
            "MAPACHE_TRAINER_PORT",
            String.valueOf(trainer.port())));
  }
}
