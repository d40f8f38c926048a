package io.mapache.contracts.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mapache.contracts.Json;
import io.mapache.contracts.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/recipe.md} says what the code does. */
class RecipeDocumentTest {

  private static final Path DOCUMENT = Path.of("../../docs/recipe.md");
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final String BEGIN = "| key | meaning | values | unit | default |";

  /** The single settings, in order, those within objects included. */
  static List<KeyRule> leaves() {
    return RecipeReader.KEYS.rules().values().stream()
        .flatMap(
            rule -> rule.inner() == null ? Stream.of(rule) : rule.inner().rules().values().stream())
        .toList();
  }

  static Stream<JsonNode> examples() throws IOException {
    return YAML.matcher(Files.readString(DOCUMENT))
        .results()
        .map(block -> block.group(1))
        .map(RecipeDocumentTest::yaml);
  }

  private static JsonNode yaml(String text) {
    try {
      return new YAMLMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  @Test
  void theTableHasEveryKeyAsItIs() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf("\n\n", begin);
    Schemas.assertWritten(
        DOCUMENT, document.substring(0, begin) + table() + document.substring(end));
  }

  private static String table() {
    return Stream.concat(
            Stream.of(BEGIN, "|---|---|---|---|---|"),
            leaves().stream().map(RecipeDocumentTest::row))
        .collect(Collectors.joining("\n"));
  }

  private static String row(KeyRule rule) {
    return "| `%s` | %s | %s | %s | `%s` |"
        .formatted(
            rule.path(),
            rule.key().value(),
            rule.values(),
            rule.key().unit(),
            standard(rule.path()));
  }

  private static String standard(String path) {
    if (path.equals(Recipe.Preset.KEY)) {
      return Recipe.Preset.DEFAULT.code();
    }
    JsonNode defaults = Json.mapper().valueToTree(Recipe.DEFAULT);
    return defaults
        .at("/" + path.replace('.', '/'))
        .asText()
        .replace(".0E", "e")
        .replaceFirst("\\.0$", "");
  }

  @Test
  void showsTwoRecipes() throws IOException {
    assertThat(examples()).hasSize(2);
  }
}
