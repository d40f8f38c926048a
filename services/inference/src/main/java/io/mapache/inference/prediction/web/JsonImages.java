package io.mapache.inference.prediction.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mapache.inference.web.Problem;
import io.mapache.inference.web.RequestId;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A body of JSON: {@code {"image": base64}}, or {@code {"images": [{"id": …, "base64": …}, …]}}
 * with ids where the sender likes. Base64 is decoded as it is read: text and bytes are never there
 * as strings.
 */
final class JsonImages {

  private static final JsonFactory JSON = new JsonFactory();

  private final String requestId;
  private final int most;
  private final JsonParser json;
  private final List<Part> parts = new ArrayList<>();
  private boolean several;

  private JsonImages(String requestId, int most, JsonParser json) {
    this.requestId = requestId;
    this.most = most;
    this.json = json;
  }

  /**
   * @param most images
   * @throws WebApplicationException with what is wrong with the body
   */
  static Parts read(String requestId, byte[] body, int most) {
    try (JsonParser json = JSON.createParser(body)) {
      return new JsonImages(requestId, most, json).read();
    } catch (IOException e) { // an escape in an id
      throw bad("the body is no JSON");
    }
  }

  private Parts read() throws IOException {
    expect(next() == JsonToken.START_OBJECT, "an object with `images` or `image`");
    while (next() != JsonToken.END_OBJECT) {
      field();
    }
    expect(next() == null, "nothing behind the object");
    if (parts.isEmpty()) {
      throw bad("no image: `images` is missing or empty");
    }
    return new Parts(parts, several);
  }

  private void field() throws IOException {
    String field = json.currentName();
    expect(parts.isEmpty() && !several, "one of `images` and `image`, once");
    next();
    switch (field) {
      case "image" -> parts.add(Part.only(requestId, base64("image")));
      case "images" -> {
        several = true;
        images();
      }
      default -> throw bad("field `%s` (expected: `images` or `image`)".formatted(field));
    }
  }

  private void images() throws IOException {
    expect(json.currentToken() == JsonToken.START_ARRAY, "`images` to be a list");
    while (next() != JsonToken.END_ARRAY) {
      if (parts.size() == most) {
        throw Parts.tooMany(most);
      }
      parts.add(image("images[%d]".formatted(parts.size())));
    }
  }

  private Part image(String place) throws IOException {
    expect(json.currentToken() == JsonToken.START_OBJECT, "%s to be an object".formatted(place));
    String id = null;
    byte[] bytes = null;
    while (next() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      next();
      switch (field) {
        case "id" -> id = id(place);
        case "base64" -> bytes = base64(place + ".base64");
        default ->
            throw bad("field `%s` of %s (expected: `id` or `base64`)".formatted(field, place));
      }
    }
    if (bytes == null) {
      throw bad("%s has no `base64`".formatted(place));
    }
    return id == null
        ? Part.one(requestId, parts.size(), null, null, bytes)
        : new Part(id, null, null, bytes);
  }

  private String id(String place) throws IOException {
    boolean taken =
        json.currentToken() == JsonToken.VALUE_STRING && RequestId.isTaken(json.getText());
    expect(taken, "%s.id to be 1 to 100 letters, digits and . _ : -".formatted(place));
    return json.getText();
  }

  private byte[] base64(String place) throws IOException {
    expect(json.currentToken() == JsonToken.VALUE_STRING, "%s to be a string".formatted(place));
    try {
      return json.getBinaryValue();
    } catch (IOException e) {
      throw bad("%s is no base64 (RFC 4648, section 4)".formatted(place));
    }
  }

  private JsonToken next() {
    try {
      return json.nextToken();
    } catch (IOException e) {
      throw bad("the body is no JSON" + at());
    }
  }

  private void expect(boolean met, String expected) {
    if (!met) {
      throw bad("the body does not fit" + at() + ": expected " + expected);
    }
  }

  private String at() {
    JsonLocation where = json.currentLocation();
    return " at line %d, column %d".formatted(where.getLineNr(), where.getColumnNr());
  }

  private static WebApplicationException bad(String detail) {
    return Problem.of(400, detail).thrown();
  }
}
