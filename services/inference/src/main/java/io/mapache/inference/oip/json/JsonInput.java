package io.mapache.inference.oip.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mapache.inference.oip.Contract;
import io.mapache.inference.oip.InputData;
import io.mapache.inference.oip.InputHeader;
import io.mapache.inference.oip.Parameters;
import io.mapache.inference.oip.RejectedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One element of {@code inputs}.
 *
 * @param data what was in the JSON
 * @param binarySize bytes of data behind the JSON
 */
record JsonInput(InputHeader header, InputData data, long binarySize) {

  /** More than a tensor of the protocol has here: what is refused needs not be kept. */
  private static final int MOST_DIMENSIONS = 8;

  static JsonInput read(JsonParser parser, Contract contract)
      throws IOException, RejectedException {
    JsonTokens.expect(parser, JsonToken.START_OBJECT, "an input");
    String name = null;
    String datatype = null;
    List<Long> shape = null;
    long binarySize = 0;
    InputData data = new InputData(contract);
    Nesting nesting = new Nesting();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = parser.currentName();
      parser.nextToken();
      switch (member) {
        case "name" -> name = JsonTokens.text(parser, member);
        case "datatype" -> datatype = JsonTokens.text(parser, member);
        case "shape" -> shape = shape(parser);
        case "parameters" -> binarySize = binarySize(JsonTokens.parameters(parser));
        case "data" -> data(parser, data, nesting);
        default -> parser.skipChildren();
      }
    }
    nesting.check(name, shape);
    return new JsonInput(new InputHeader(name, datatype, shape), data, binarySize);
  }

  private static long binarySize(Parameters parameters) throws RejectedException {
    return parameters.size(Parameters.BINARY_DATA_SIZE).orElse(0);
  }

  private static List<Long> shape(JsonParser parser) throws IOException, RejectedException {
    JsonTokens.expect(parser, JsonToken.START_ARRAY, "shape");
    List<Long> shape = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonTokens.expect(parser, JsonToken.VALUE_NUMBER_INT, "a dimension of shape");
      if (shape.size() == MOST_DIMENSIONS) {
        throw RejectedException.invalid(
            "shape has more than %d dimensions (expected: 1 or 4)", MOST_DIMENSIONS);
      }
      shape.add(parser.getLongValue());
    }
    return shape;
  }

  private static void data(JsonParser parser, InputData data, Nesting nesting)
      throws IOException, RejectedException {
    JsonTokens.expect(parser, JsonToken.START_ARRAY, "data");
    nesting.open();
    boolean closed = false;
    while (!closed) {
      JsonToken token = parser.nextToken();
      switch (token) {
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
          nesting.element();
          data.number(parser.getFloatValue());
        }
        case VALUE_STRING -> {
          nesting.element();
          data.file(parser.getBinaryValue());
        }
        case START_ARRAY -> nesting.open();
        case END_ARRAY -> closed = nesting.close();
        default ->
            throw RejectedException.invalid(
                "an element of data is %s (expected: a number, or an image file in base64)",
                JsonTokens.named(token));
      }
    }
  }
}
