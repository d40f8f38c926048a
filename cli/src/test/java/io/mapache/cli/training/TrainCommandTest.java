package io.mapache.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Console;
import io.mapache.cli.http.Scripted;
import io.mapache.cli.http.Scripted.Reply;
import io.mapache.contracts.Json;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

  private static final String COMPLETED =
      """
      {"training":"t1","dataset":"pets","model":"pets","state":"completed","proposed":2,
       "candidates":[
         {"version":1,"kind":"frozen","epoch":20,
          "validation":{"images":90,"accuracy":0.9,"accuracyLow":0.8,"accuracyHigh":1,"logLoss":0.31},
          "test":{"images":90,"accuracy":0.9111,"accuracyLow":0.83,"accuracyHigh":0.95,"logLoss":0.3}},
         {"version":2,"kind":"fine-tuned","epoch":7,
          "validation":{"images":90,"accuracy":0.9,"accuracyLow":0.8,"accuracyHigh":1,"logLoss":0.25},
          "test":{"images":90,"accuracy":0.9333,"accuracyLow":0.86,"accuracyHigh":0.97,"logLoss":0.2}}],
       "decision":{"outcome":"promoted","reason":"the first version that beats the majority"},
       "seconds":{"features":12.5,"head":1.5}}
      """;

  @TempDir Path home;

  @Test
  void watchesTheTrainingToItsEndAndPrintsBothCandidatesAndTheGatesWord() {
    String running =
        """
        {"training":"t1","dataset":"pets","model":"pets","state":"running",
         "progress":{"phase":"head","epoch":3,"epochs":20,"done":10,"total":100,"valLoss":0.5}}
        """;
    try (Scripted trainer = trainer(running, COMPLETED)) {
      Console console = console(trainer);
      assertThat(console.run("train", "--dataset", "pets", "--set", "seed=7")).isZero();
      assertThat(console.err()).contains("train the head: 2000 images in ");
      assertThat(console.out())
          .contains("fine-tuned        2      7    0.2500  0.9333  0.8600 to 0.9700  proposed")
          .contains("Gate: promoted. The first version that beats the majority.")
          .contains("Training took 14 s.");
    }
  }

  @Test
  void aTrainingIsCancelledByItsId() {
    try (Scripted trainer =
        new Scripted(request -> new Reply(202, "{\"training\":\"t1\",\"state\":\"running\"}"))) {
      Console console = console(trainer);
      assertThat(console.run("trainings", "cancel", "t1")).isZero();
      assertThat(trainer.requests()).containsExactly("DELETE /v1/trainings/t1");
      assertThat(console.out()).contains("t1: cancelled.");
    }
  }

  @Test
  void aFailedTrainingIsStatusOneWithItsCause() {
    String failed =
        """
        {"training":"t1","dataset":"pets","model":"pets","state":"failed","exit":"bad-input",
         "cause":"pets has one class (expected: two or more)"}
        """;
    try (Scripted trainer = trainer(failed)) {
      Console console = console(trainer);
      assertThat(console.run("train", "--dataset", "pets", "--json")).isEqualTo(1);
      assertThat(console.err()).contains("bad-input", "pets has one class");
      assertThat(Json.read(console.out(), JsonNode.class).path("state").asText())
          .isEqualTo("failed");
    }
  }

  private static Scripted trainer(String... states) {
    Iterator<String> next = List.of(states).iterator();
    return new Scripted(
        request ->
            request.startsWith("POST")
                ? new Reply(202, "{\"training\":\"t1\"}")
                : new Reply(200, next.next()));
  }

  private Console console(Scripted trainer) {
    return new Console(
        Map.of(
            "MAPACHE_HOME", home.toString(),
            "MAPACHE_TRAINER_PORT", String.valueOf(trainer.port())));
  }
}
