package io.mapache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.contracts.Json;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MapacheTest {

  @TempDir Path home;

  @Test
  void everyCommandShowsAnExampleOfItself() {
    CommandLine mapache = Mapache.commandLine(Settings.of(Map.of(), ".", "0"));
    mapache.getSubcommands().entrySet().stream()
        .filter(command -> !command.getKey().equals("help"))
        .forEach(
            command ->
                assertThat(command.getValue().getUsageMessage())
                    .contains("Example:", "  ./mapache " + command.getKey()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fly",
        "ingest photos",
        "ingest photos --dataset a/b",
        "ingest photos --dataset pets --limit-per-class 0",
        "train",
        "train --dataset pets --set imageSiz=150",
        "train --dataset pets --recipe no-such-file.yaml",
        "demo --dataset birds",
        "demo --limit-per-class many",
        "promote pets 3",
        "logs printer",
        "predict",
        "replay",
        "summary --classes many",
      })
  void wrongUsageIsStatusTwoAndOneSentence(String line) {
    Console console = console();
    assertThat(console.run(line.split(" "))).isEqualTo(2);
    assertThat(console.err()).startsWith("mapache: ").contains("--help");
    assertThat(console.out()).isEmpty();
  }

  @Test
  void aMisspeltRecipeKeyIsAnsweredWithTheOneThatWasMeant() {
    Console console = console();
    console.run("train", "--dataset", "pets", "--set", "head.epoch=3");
    assertThat(console.err()).contains("did you mean 'epochs'?");
  }

  @Test
  void withoutAStackACommandSaysHowToStartIt() {
    Console console = console();
    assertThat(console.run("models")).isEqualTo(1);
    assertThat(console.err()).contains("trainer is not there", "./mapache up");
  }

  @Test
  void aFailureIsADocumentForPrograms() {
    Console console = console();
    assertThat(console.run("models", "--json")).isEqualTo(1);
    assertThat(Json.read(console.out(), JsonNode.class).path("error").asText()).contains("trainer");
  }

  @Test
  void statusOfNothingIsStatusOneAndSaysSo() {
    Console console = console();
    assertThat(console.run("status")).isEqualTo(1);
    assertThat(console.out()).contains("inference", "not running", "./mapache up");
  }

  @Test
  void aWrongPortIsNamedWithItsVariable() {
    Console console =
        new Console(Map.of("MAPACHE_HOME", home.toString(), "MAPACHE_INGEST_PORT", "http"));
    assertThat(console.run("status")).isEqualTo(1);
    assertThat(console.err())
        .contains("MAPACHE_INGEST_PORT: 'http' (expected: a port, 1 to 65535)");
  }

  @Test
  void upWithoutABuildSaysWhatIsMissingAndHowToBuildIt() {
    Console console = console();
    assertThat(console.run("up")).isEqualTo(1);
    assertThat(console.err()).contains("is missing", "mvn");
  }

  @Test
  void downOfNothingIsDone() {
    Console console = console();
    assertThat(console.run("down", "--json")).isZero();
    assertThat(Json.read(console.out(), JsonNode.class).toString()).isEqualTo("{\"stopped\":[]}");
  }

  /** Ports that nobody listens on. */
  private Console console() {
    return new Console(
        Map.of(
            "MAPACHE_HOME", home.toString(),
            "MAPACHE_KAFKA_PORT", "1",
            "MAPACHE_INGEST_PORT", "2",
            "MAPACHE_TRAINER_PORT", "3",
            "MAPACHE_INFERENCE_PORT", "4"));
  }
}
