package io.mapache.trainer.problem;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.contracts.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The object that a request brings; what it should not hold is refused, not passed over. */
public record JsonBody(JsonNode json) {

  /**
   * Reads the body.
   *
   * @throws ProblemException 400 if the body is no JSON object, or has other keys
   */
  public static JsonBody of(byte[] body, Set<String> known) {
    JsonNode json = read(body);
    if (!json.isObject()) {
      throw new ProblemException(400, "body: " + json + " (expected: a JSON object)");
    }
    json.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw new ProblemException(
                    400, "key '%s' is unknown. Known: %s".formatted(key, new TreeSet<>(known)));
              }
            });
    return new JsonBody(json);
  }

  private static JsonNode read(byte[] body) {
    try {
      return Json.mapper()
          .reader()
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .readTree(body);
    } catch (IOException e) {
      throw new ProblemException(400, "body: " + e.getMessage() + " (expected: a JSON object)");
    }
  }

  public JsonNode get(String key) {
    return json.path(key);
  }

  public Optional<String> text(String key) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new ProblemException(400, key + ": " + value + " (expected: a text)");
    }
    return Optional.of(value.textValue());
  }

  public String requireText(String key) {
    return text(key)
        .orElseThrow(() -> new ProblemException(400, key + ": missing (expected: a text)"));
  }

  public Optional<Integer> number(String key) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isInt()) {
      throw new ProblemException(400, key + ": " + value + " (expected: a whole number)");
    }
    return Optional.of(value.intValue());
  }

  public int requireNumber(String key) {
    return number(key)
        .orElseThrow(() -> new ProblemException(400, key + ": missing (expected: a whole number)"));
  }

  public double requireDecimal(String key) {
    JsonNode value = json.path(key);
    if (!value.isNumber()) {
      throw new ProblemException(400, key + ": " + value + " (expected: a number)");
    }
    return value.doubleValue();
  }
}
