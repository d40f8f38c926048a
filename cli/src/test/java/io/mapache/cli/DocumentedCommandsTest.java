package io.mapache.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the pages tell a person to type is what the command line takes. */
class DocumentedCommandsTest {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|[^\\s']+");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "docs/guide.md",
        "docs/guia.md",
        "docs/recipe.md",
        "docs/predict.md",
        "docs/feedback.md"
      })
  void everyCommandOnThePageIsUnderstood(String page) throws IOException {
    Path picture = Files.createFile(folder.resolve("cat.jpg"));
    List<String> commands =
        Files.readString(Path.of("..").resolve(page))
            .lines()
            .filter(line -> line.startsWith("./mapache "))
            .map(line -> line.replaceFirst(" +# .*", "").substring("./mapache ".length()))
            .map(command -> command.replace("cat.jpg", picture.toString()))
            .toList();
    assertThat(commands).isNotEmpty();
    for (String command : commands) {
      CommandLine line = Mapache.commandLine(Settings.of(Map.of(), ".", "0"));
      assertThatCode(() -> line.parseArgs(words(command))).as(command).doesNotThrowAnyException();
    }
  }

  private static String[] words(String command) {
    return WORD.matcher(command)
        .results()
        .map(word -> word.group(1) == null ? word.group() : word.group(1))
        .toArray(String[]::new);
  }
}
