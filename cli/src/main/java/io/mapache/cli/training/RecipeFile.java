package io.mapache.cli.training;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A recipe in a file: JSON if its name says so, else YAML. */
record RecipeFile(Path path) {

  private static final ObjectMapper JSON =
      strict(new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private static final ObjectMapper YAML =
      strict(YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  /** As the YAML reader names a place, more than one if something began earlier. */
  private static final Pattern PLACE = Pattern.compile("line ([0-9]+), column ([0-9]+)");

  private static ObjectMapper strict(JsonFactory format) {
    return new ObjectMapper(format).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** The file is no recipe: where, why, and what is expected. */
  static final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreadable(String sentence, Throwable cause) {
      super(sentence, cause);
    }
  }

  ObjectNode read() throws Unreadable {
    boolean json = path.toString().endsWith(".json");
    try {
      JsonNode content = (json ? JSON : YAML).readTree(path.toFile());
      if (content instanceof ObjectNode recipe) {
        return recipe;
      }
      throw new Unreadable(
          path + " holds no recipe (expected: an object, such as 'imageSize: 150')", null);
    } catch (JsonProcessingException e) {
      throw new Unreadable(
          "%s, %s: %s (expected: %s)".formatted(path, place(e), words(e), json ? "JSON" : "YAML"),
          e);
    } catch (IOException e) {
      throw new Unreadable("cannot read " + path + " (" + e + ")", e);
    }
  }

  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return PLACE
        .matcher(e.getOriginalMessage())
        .results()
        .map(MatchResult::group)
        .reduce((first, last) -> last)
        .orElse("line " + at.getLineNr() + ", column " + at.getColumnNr());
  }

  /** Without the quotations of the file, which are indented. */
  private static String words(JsonProcessingException e) {
    return e.getOriginalMessage()
        .lines()
        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
        .collect(Collectors.joining(", "));
  }
}
