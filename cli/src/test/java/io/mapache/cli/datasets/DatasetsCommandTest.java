package io.mapache.cli.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Console;
import io.mapache.cli.http.Scripted;
import io.mapache.cli.http.Scripted.Reply;
import io.mapache.contracts.Json;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsCommandTest {

  private static final String PETS =
      """
      {"dataset":"pets","images":62,"classes":{"cat":40,"dog":22},
       "classSplits":{"cat":{"train":30,"validation":5,"test":5},"dog":{"train":20,"audit":2}},
       "conflicts":3,"excluded":{"dgo":1,"fox":4},
       "splits":{"train":50,"validation":5,"test":5,"audit":2},
       "definition":{"shares":{"train":0.7,"validation":0.1,"test":0.1,"audit":0.1},
         "trigger":{"enabled":true,"minPerClass":20,"minNew":0,"cooldownSeconds":60,"scheduleSeconds":0},
         "auto":false,"labels":["cat","dog"],"renames":{"kitty":"cat"},"sources":["ann","bob"]},
       "nextTraining":"when every class has an image in validation (now: dog none in validation)"}
      """;

  @TempDir Path home;

  @Test
  void theListSaysWhatIsLeftOut() {
    Console console = run(new Reply(200, "[" + PETS + "]"), "datasets");

    assertThat(console.out())
        .contains("DATASET  IMAGES  TRAIN  VAL  TEST  CONFLICTS  LEFT OUT  CLASSES")
        .contains("pets         62     50    5     5          3         5  cat 40, dog 22");
  }

  @Test
  void oneDatasetIsToldInFull() {
    Console console = run(new Reply(200, PETS), "datasets", "pets");

    assertThat(console.out())
        .contains("62 images; 3 left out because sources disagree, 5 because their label is not")
        .contains("Labels that are not allowed: dgo 1, fox 4")
        .contains("dog        22     20    0     0      2")
        .contains("kitty is cat now")
        .contains("Allowed labels: cat, dog")
        .contains("Sources, best first: ann, bob")
        .contains("waits for ./mapache promote")
        .contains("Next training when every class has an image in validation");
  }

  @Test
  void definingChangesWhatIsNamedAndKeepsTheRest() {
    try (Scripted trainer = new Scripted(request -> new Reply(200, PETS))) {
      Console console = console(trainer);
      assertThat(
              console.run(
                  "datasets define pets --rename hound=dog --forget-rename kitty --allow-all"
                      .concat(" --source-rank bob --shares 0.8,0.1,0.1 --min-new 50 --every 3600")
                      .concat(" --auto on --trigger off")
                      .split(" ")))
          .isZero();

      assertThat(trainer.requests())
          .containsExactly("GET /v1/datasets/pets", "PUT /v1/datasets/pets");
      assertThat(Json.read(trainer.bodies().get(1), JsonNode.class))
          .isEqualTo(
              Json.read(
                  """
                  {"shares":{"train":0.8,"validation":0.1,"test":0.1,"audit":0.0},
                   "trigger":{"enabled":false,"minPerClass":20,"minNew":50,"cooldownSeconds":60,
                     "scheduleSeconds":3600},
                   "auto":true,"labels":[],"renames":{"hound":"dog"},"sources":["bob"]}
                  """,
                  JsonNode.class));
    }
  }

  @Test
  void definingWithoutAChangeIsWrongUsage() {
    Console console = run(new Reply(200, PETS), "datasets", "define", "pets", "--auto", "off");

    assertThat(console.err()).contains("nothing would change");
  }

  @Test
  void aDefinitionThatIsRefusedSaysWhy() {
    Reply circle = new Reply(400, "{\"detail\":\"renames: 'a' becomes 'a' again\"}");
    try (Scripted trainer =
        new Scripted(request -> request.startsWith("GET") ? new Reply(404, "{}") : circle)) {
      Console console = console(trainer);
      assertThat(console.run("datasets", "define", "pets", "--rename", "a=a")).isEqualTo(1);
      assertThat(console.err()).contains("trainer: renames: 'a' becomes 'a' again");
    }
  }

  private Console run(Reply reply, String... arguments) {
    try (Scripted trainer = new Scripted(request -> reply)) {
      Console console = console(trainer);
      console.run(arguments);
      return console;
    }
  }

  private Console console(Scripted trainer) {
    return new Console(
        Map.of(
            "MAPACHE_HOME", home.toString(),
            "MAPACHE_TRAINER_PORT", String.valueOf(trainer.port())));
  }
}
