package io.mapache.trainer.datasets.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.mapache.contracts.Json;
import io.mapache.contracts.Name;
import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.trainer.problem.JsonBody;
import io.mapache.trainer.problem.ProblemException;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A definition as a request brings it: what is left out is the default. */
final class DefinitionBody {

  private static final Set<String> KEYS =
      Set.of("model", "shares", "trigger", "auto", "labels", "renames", "sources");

  private DefinitionBody() {}

  /**
   * @throws ProblemException 400 naming the key, what it is and what was expected
   */
  static DatasetDefinition read(byte[] body) {
    JsonNode json = JsonBody.of(body, KEYS).json();
    try {
      JsonNode whole =
          Json.mapper()
              .readerForUpdating(Json.mapper().valueToTree(DatasetDefinition.DEFAULT))
              .readValue(json);
      DatasetDefinition definition =
          Json.mapper()
              .readerFor(DatasetDefinition.class)
              .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .readValue(whole);
      if (definition.model() != null) {
        Name.identifier("model", definition.model());
      }
      return definition;
    } catch (IOException | IllegalArgumentException e) {
      throw new ProblemException(400, sentence(e, json));
    }
  }

  private static String sentence(Exception e, JsonNode json) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "key '%s' is unknown. Known: %s"
          .formatted(
              path(unknown, "."),
              unknown.getKnownPropertyIds().stream()
                  .map(String::valueOf)
                  .sorted()
                  .collect(Collectors.toList()));
    }
    // A record's own refusal is the cause, and a sentence already.
    if (e instanceof MismatchedInputException wrong && wrong.getCause() == null) {
      JsonNode value = json.at(JsonPointer.compile("/" + path(wrong, "/")));
      return "%s: %s (expected: %s)"
          .formatted(path(wrong, "."), value, expected(wrong.getTargetType()));
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof JsonProcessingException broken
        ? broken.getOriginalMessage()
        : root.getMessage();
  }

  private static String path(JsonMappingException e, String separator) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .collect(Collectors.joining(separator));
  }

  private static String expected(Class<?> type) {
    if (Collection.class.isAssignableFrom(type)) {
      return "a list of texts";
    }
    if (Map.class.isAssignableFrom(type)) {
      return "an object whose values are texts";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive()) {
      return "a number";
    }
    return type == String.class ? "a text" : "an object";
  }
}
