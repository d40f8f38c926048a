package io.mapache.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Console;
import io.mapache.cli.http.Scripted;
import io.mapache.cli.http.Scripted.Reply;
import io.mapache.cli.stack.TrainingLibrary;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.ReplayResult;
import io.mapache.training.ReplayJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

  private static final Digest FROZEN = Digest.of("frozen");
  private static final Digest TUNED = Digest.of("tuned");
  private static final Digest HEAD = Digest.of("head");
  private static final Digest BASE = Digest.of("base");

  private static final String MODEL =
      """
      {"model":"pets","champion":2,"versions":[
        {"version":1,"bundle":"%s","training":"t1","kind":"frozen"},
        {"version":2,"bundle":"%s","training":"t1","kind":"fine-tuned"},
        {"version":3,"bundle":"%s","training":"t2","kind":"fine-tuned"}]}
      """
          .formatted(FROZEN.hex(), TUNED.hex(), Digest.of("alone").hex());

  @TempDir Path folder;

  private int status;

  @Test
  void anIdenticalResultIsStatusZeroAndLeavesNothing() throws IOException {
    Console console = replay("pets", result(HEAD, 0, null));
    assertThat(console.out()).contains("pets@2 is identical: head " + HEAD.abbreviated());
    assertThat(console.err())
        .contains("replay of pets@2, fine-tuned", "train the head: 200 images in ");
    JsonNode seen = Json.mapper().readTree(folder.resolve("seen.json").toFile());
    assertThat(seen.path("bundle").asText()).isEqualTo(TUNED.hex());
    assertThat(seen.path("frozen").asText()).isEqualTo(FROZEN.hex());
    assertThat(folder.resolve("home/replay")).isEmptyDirectory();
    assertThat(status).isZero();
  }

  @Test
  void anotherResultIsStatusOneWithTheDifferenceAndItsLikelyCause() throws IOException {
    Console console = replay("pets@1", result(Digest.of("other"), 0.0126, "another kind of CPU"));
    assertThat(status).isEqualTo(1);
    assertThat(console.out())
        .contains("head  " + HEAD.abbreviated() + "  " + Digest.of("other").abbreviated())
        .contains("pets@1 is not identical: numbers of the head differ by up to 0.013.")
        .contains("Likely cause: another kind of CPU.");
  }

  @Test
  void aProgramReadsWhetherItWasIdentical() throws IOException {
    Console console = replay("pets", result(HEAD, 0, null), "--json");
    JsonNode document = Json.read(console.out(), JsonNode.class);
    assertThat(document.path("identical").asBoolean()).isTrue();
    assertThat(document.path("replayedHead").asText()).isEqualTo(HEAD.hex());
    assertThat(document.path("version").asInt()).isEqualTo(2);
  }

  @Test
  void aReplayThatEndsEarlySaysWhyAndWhereMoreIs() throws IOException {
    Console console = replay("pets", null);
    assertThat(status).isEqualTo(1);
    assertThat(console.err())
        .contains("pets@2 was not trained again (bad-input): the manifest is not in the blob store")
        .contains("job.log");
  }

  @Test
  void aVersionThatCannotBeFoundIsSaid() throws IOException {
    assertThat(replay("pets@9", null).err()).contains("pets has no version 9");
    assertThat(replay("pets@3", null).err()).contains("pets@3 cannot be replayed");
    assertThat(replay("pets@new", null).err()).contains("version: 'new' (expected: a number");
    assertThat(status).isEqualTo(2);
  }

  private static ReplayResult result(Digest head, double difference, String cause) {
    return new ReplayResult(
        "fine-tuned", HEAD, head, BASE, BASE, difference, cause, Map.of("head", 3.0));
  }

  private Console replay(String model, ReplayResult canned, String... options) throws IOException {
    Map<String, String> environment = new TreeMap<>();
    if (canned != null) {
      Path file = Files.write(folder.resolve("canned.json"), Json.bytes(canned));
      environment.put("MAPACHE_TRAINING_JOB_JAVA_OPTIONS", "-Xmx64m -Dcanned=" + file);
    }
    environment.put("MAPACHE_HOME", folder.resolve("home").toString());
    try (Scripted trainer = new Scripted(request -> new Reply(200, MODEL))) {
      environment.put("MAPACHE_TRAINER_PORT", String.valueOf(trainer.port()));
      Console console = new Console(environment, TrainingLibrary.in(folder, ReplayJob.class));
      String[] line = new String[2 + options.length];
      line[0] = "replay";
      line[1] = model;
      System.arraycopy(options, 0, line, 2, options.length);
      status = console.run(line);
      return console;
    }
  }
}
