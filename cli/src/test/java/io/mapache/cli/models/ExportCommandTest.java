package io.mapache.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Console;
import io.mapache.cli.http.Scripted;
import io.mapache.cli.http.Scripted.Reply;
import io.mapache.cli.stack.TrainingLibrary;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.ExportResult;
import io.mapache.training.ExportJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

  private static final Digest CHAMPION = Digest.of("champion");
  private static final Digest OTHER = Digest.of("other");

  private static final String MODEL =
      """
      {"model":"pets","champion":2,"versions":[
        {"version":1,"bundle":"%s","training":"t1","kind":"frozen"},
        {"version":2,"bundle":"%s","training":"t1","kind":"fine-tuned"}]}
      """
          .formatted(OTHER.hex(), CHAMPION.hex());

  @TempDir Path folder;

  private int status;

  @Test
  void theChampionBecomesOneFile() throws IOException {
    Console console = export("pets");

    assertThat(status).isZero();
    assertThat(console.out())
        .contains("pets@2 is in " + target() + " (83.5 MB): 8 golden inputs are answered within")
        .contains("Reads `image` (N,150,150,3), RGB, 0..255; answers `logits` and `probabilities`")
        .contains("of cat, dog.");
    JsonNode seen = seen();
    assertThat(seen.path("bundle").asText()).isEqualTo(CHAMPION.hex());
    assertThat(seen.path("model").asText()).isEqualTo("pets");
    assertThat(seen.path("version").asInt()).isEqualTo(2);
    assertThat(seen.path("target").asText()).isEqualTo(target().toString());
    assertThat(folder.resolve("home/export")).isEmptyDirectory();
  }

  @Test
  void aVersionIsNamedBehindAnAt() throws IOException {
    assertThat(export("pets@1").out()).contains("pets@1 is in ");
    assertThat(seen().path("bundle").asText()).isEqualTo(OTHER.hex());
  }

  @Test
  void aProgramReadsOneDocument() throws IOException {
    JsonNode document = Json.read(export("pets", "--json").out(), JsonNode.class);

    assertThat(document.path("file").asText()).isEqualTo("model.onnx");
    assertThat(document.path("bundle").asText()).isEqualTo(CHAMPION.hex());
    assertThat(document.path("version").asInt()).isEqualTo(2);
    assertThat(document.path("largestDifference").asDouble()).isEqualTo(1.5e-7);
  }

  @Test
  void whatTheJobRefusesIsSaid() throws IOException {
    Console console = run(Map.of(), "pets");

    assertThat(status).isEqualTo(1);
    assertThat(console.err())
        .contains("pets@2 was not exported (bad-input): the manifest is not in the blob store");
  }

  @Test
  void aVersionThatIsNotThereIsSaid() throws IOException {
    assertThat(export("pets@9").err()).contains("pets has no version 9");
    assertThat(export("pets@new").err()).contains("version: 'new' (expected: a number");
    assertThat(status).isEqualTo(2);
  }

  private Console export(String model, String... options) throws IOException {
    ExportResult result =
        new ExportResult(
            "model.onnx", 83_500_000, Digest.of("file"), List.of("cat", "dog"), 150, 8, 1.5e-7);
    Path canned = Files.write(folder.resolve("canned.json"), Json.bytes(result));
    return run(
        Map.of("MAPACHE_TRAINING_JOB_JAVA_OPTIONS", "-Xmx64m -Dcanned=" + canned), model, options);
  }

  private Console run(Map<String, String> more, String model, String... options)
      throws IOException {
    Map<String, String> environment = new TreeMap<>(more);
    environment.put("MAPACHE_HOME", folder.resolve("home").toString());
    try (Scripted trainer = new Scripted(request -> new Reply(200, MODEL))) {
      environment.put("MAPACHE_TRAINER_PORT", String.valueOf(trainer.port()));
      Console console = new Console(environment, TrainingLibrary.in(folder, ExportJob.class));
      List<String> line =
          new ArrayList<>(List.of("models", "export", model, "--to", target().toString()));
      line.addAll(List.of(options));
      status = console.run(line.toArray(String[]::new));
      return console;
    }
  }

  private Path target() {
    return folder.resolve("pets.onnx");
  }

  private JsonNode seen() throws IOException {
    return Json.mapper().readTree(folder.resolve("seen.json").toFile());
  }
}
