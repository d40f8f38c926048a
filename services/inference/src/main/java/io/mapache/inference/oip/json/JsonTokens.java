package io.mapache.inference.oip.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mapache.inference.oip.Parameters;
import io.mapache.inference.oip.RejectedException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The current token of a parser, read as what it has to be. */
final class JsonTokens {

  private JsonTokens() {}

  static void expect(JsonParser parser, JsonToken expected, String what) throws RejectedException {
    if (parser.currentToken() != expected) {
      throw RejectedException.invalid(
          "%s is %s (expected: %s)", what, named(parser.currentToken()), named(expected));
    }
  }

  static String named(JsonToken token) {
    if (token == null) {
      return "empty";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a number with a fraction";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      default -> "null";
    };
  }

  static String text(JsonParser parser, String what) throws IOException, RejectedException {
    expect(parser, JsonToken.VALUE_STRING, what);
    return parser.getText();
  }

  static Parameters parameters(JsonParser parser) throws IOException, RejectedException {
    expect(parser, JsonToken.START_OBJECT, "parameters");
    Map<String, Object> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      values.put(name, scalar(parser, name));
    }
    return new Parameters(values);
  }

  private static Object scalar(JsonParser parser, String name)
      throws IOException, RejectedException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default ->
          throw RejectedException.invalid(
              "parameter `%s` is %s (expected: a string, a number, true or false)",
              name, named(parser.currentToken()));
    };
  }
}
