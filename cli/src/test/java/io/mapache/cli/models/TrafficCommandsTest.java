package io.mapache.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Console;
import io.mapache.cli.http.Scripted;
import io.mapache.cli.http.Scripted.Reply;
import io.mapache.contracts.Json;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficCommandsTest {

  private static final String PETS =
      """
      {"model":"pets","champion":2,"canary":{"version":3,"percent":12.5},"shadow":1,"versions":[
        {"version":1,"state":"shadow","kind":"frozen","accuracy":0.9,"logLoss":0.3,"bundle":"aa"},
        {"version":2,"state":"champion","kind":"frozen","accuracy":0.95,"logLoss":0.2,"bundle":"bb",
         "live":{"judged":120,"correct":111,"accuracy":0.925,"answered":400,"failed":0}},
        {"version":3,"state":"canary","kind":"frozen","accuracy":0.96,"logLoss":0.1,"bundle":"cc"}]}
      """;

  @TempDir Path home;

  private final Scripted trainer =
      new Scripted(
          request -> new Reply(200, request.equals("GET /v1/models") ? "[" + PETS + "]" : PETS));

  @AfterEach
  void close() {
    trainer.close();
  }

  @Test
  void aCanaryIsAskedForWithItsShare() {
    Console console =
        run(
            "models",
            "canary",
            "pets",
            "3",
            "--percent",
            "12.5",
            "--sticky",
            "X-User",
            "--by",
            "ann",
            "--reason",
            "try it");

    assertThat(trainer.requests()).containsExactly("PUT /v1/models/pets/canary");
    assertThat(Json.read(trainer.bodies().get(0), JsonNode.class))
        .isEqualTo(
            Json.mapper()
                .valueToTree(
                    Map.of(
                        "version", 3,
                        "percent", 12.5,
                        "stickyKey", "X-User",
                        "by", "ann",
                        "reason", "try it")));
    assertThat(console.out()).contains("pets: version 3 answers 12.5 % of the requests.");
  }

  @Test
  void bothEnd() {
    run("models", "canary", "pets", "end", "--by", "ann", "--reason", "seen enough");
    Console console =
        run("models", "shadow", "pets", "end", "--by", "ann", "--reason", "seen enough");

    assertThat(trainer.requests())
        .containsExactly(
            "DELETE /v1/models/pets/canary?by=ann&reason=seen%20enough",
            "DELETE /v1/models/pets/shadow?by=ann&reason=seen%20enough");
    assertThat(console.out()).contains("pets: no shadow any more.");
  }

  @Test
  void whatCannotBeMeantIsMisuse() {
    assertThat(status("models", "canary", "pets", "3", "--reason", "x")).isEqualTo(2);
    assertThat(status("models", "canary", "pets", "end", "--percent", "5", "--reason", "x"))
        .isEqualTo(2);
    assertThat(status("models", "shadow", "pets", "three", "--reason", "x")).isEqualTo(2);
    assertThat(trainer.requests()).isEmpty();
  }

  @Test
  void theTableShowsRolesAndHowVersionsDoInTheWorld() {
    assertThat(run("models").out())
        .contains("canary, 12.5 %")
        .contains("shadow")
        .containsPattern("pets +2 +champion +frozen +0\\.9500 +0\\.2000 +0\\.9250 +120 +bb");
  }

  @Test
  void oneModelIsListedByItsName() {
    Console console = run("models", "pets");
    assertThat(trainer.requests()).containsExactly("GET /v1/models/pets");
    assertThat(console.out()).containsPattern("pets +2 +champion");
  }

  private Console run(String... arguments) {
    Console console = console();
    assertThat(console.run(arguments)).as(console.err()).isZero();
    return console;
  }

  private int status(String... arguments) {
    return console().run(arguments);
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
