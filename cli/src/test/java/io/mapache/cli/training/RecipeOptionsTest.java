package io.mapache.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Console;
import io.mapache.cli.http.Scripted;
import io.mapache.cli.http.Scripted.Reply;
import io.mapache.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeOptionsTest {

  @TempDir Path folder;

  @Test
  void aSettingLiesOverTheFileAndTheFileOverThePreset() throws IOException {
    String yaml = "preset: default\nseed: 3\nhead:\n  epochs: 5\n  learningRate: 1e-2\n";
    Asked asked = asked("pets.yaml", yaml, "--preset", "guide", "--set", "head.epochs=6");
    assertThat(asked.recipe())
        .isEqualTo(
            Json.mapper()
                .readTree(
                    "{\"preset\":\"guide\",\"seed\":3,\"head\":{\"epochs\":6,\"learningRate\":0.01}}"));
    assertThat(asked.note())
        .contains(
            "recipe: head.epochs=6, head.learningRate=0.01, head.workflow=guide,"
                + " fineTune.from=all, augment.horizontalFlip=true, augment.rotation=0.1, seed=3;"
                + " the rest is the default");
  }

  @Test
  void jsonIsReadAsJsonThoughTabsAreNoYaml() throws IOException {
    assertThat(asked("pets.json", "{\n\t\"seed\": 3\n}").recipe())
        .isEqualTo(Json.mapper().readTree("{\"seed\":3}"));
  }

  @Test
  void withoutAWordOnTheRecipeItIsTheDefault() throws IOException {
    Asked asked = asked("empty.yaml", "{}");
    assertThat(asked.recipe().isMissingNode()).isTrue();
    assertThat(asked.note()).contains("recipe: the default");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.yaml | head:\\n"
            + "  epochs: 3\\n"
            + "   dropout: 1 | a.yaml, line 3, column 11: mapping values are not allowed here",
        "a.yaml | head:\\n"
            + "\\tepochs: 3                | a.yaml, line 2, column 1: while scanning for the next"
            + " token, found character",
        "a.yaml | seed: 1\\n"
            + "imageSize: 96\\n"
            + "seed: 2  | a.yaml, line 3, column 5: Duplicate field 'seed'",
        "a.yaml | head:\\n"
            + "  epochs: 3\\n"
            + "  epochs: 4  | a.yaml, line 3, column 9: Duplicate field 'epochs'",
        "a.yaml | seed: 1\\n---\\nseed: 2            | a.yaml, line 3, column 1: Trailing token",
        "a.json | {\\n"
            + "\"seed\": 1,\\n"
            + "\"seed\": 2}      | a.json, line 3, column 7: Duplicate field 'seed'",
        "a.json | {\\n"
            + "\"seed\": }                     | a.json, line 2, column 9: Unexpected character",
        "a.yaml | - seed                             | a.yaml holds no recipe (expected: an object",
        "a.yaml | head:\\n"
            + "  epoch: 3                 | recipe: 'head.epoch' is unknown (did you mean"
            + " 'epochs'?)",
        "a.yaml | preset: gide                       | preset: gide (expected: default or guide)"
      })
  void whatIsNoRecipeIsRefusedWithItsPlace(String name, String content, String sentence)
      throws IOException {
    Path file =
        Files.writeString(folder.resolve(name), content.replace("\\n", "\n").replace("\\t", "\t"));
    Console console = new Console(Map.of("MAPACHE_HOME", folder.toString()));
    assertThat(console.run("train", "--dataset", "pets", "--recipe", file.toString())).isEqualTo(2);
    assertThat(console.err()).contains(sentence).doesNotContain("in 'reader'");
  }

  /** What the trainer was asked for, and what the person reads of it. */
  private record Asked(JsonNode recipe, String note) {}

  private Asked asked(String name, String content, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    List<String> line = new ArrayList<>(List.of("train", "--dataset", "pets", "--detach"));
    line.addAll(List.of("--recipe", file.toString()));
    line.addAll(List.of(options));
    try (Scripted trainer = new Scripted(request -> new Reply(202, "{\"training\":\"t1\"}"))) {
      Console console =
          new Console(
              Map.of(
                  "MAPACHE_HOME", folder.toString(),
                  "MAPACHE_TRAINER_PORT", String.valueOf(trainer.port())));
      assertThat(console.run(line.toArray(String[]::new))).isZero();
      return new Asked(
          Json.mapper().readTree(trainer.bodies().get(0)).path("recipe"), console.err());
    }
  }
}
