package io.mapache.inference.oip.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/**
 * Reads JSON with so many names of members and no more: each is remembered, so that it does not
 * come twice, and 32 MB of nothing but names would take 500 MB.
 */
final class FewNames extends JsonParserDelegate {

  private static final int MOST = 1_000;

  private int names;

  FewNames(JsonParser parser) {
    super(parser);
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = super.nextToken();
    if (token == JsonToken.FIELD_NAME && ++names > MOST) {
      throw new StreamConstraintsException("more than " + MOST + " names of members");
    }
    return token;
  }

  /** By way of {@link #nextToken}, unlike that of the parser itself. */
  @Override
  public JsonParser skipChildren() throws IOException {
    int open = opens(currentToken());
    while (open > 0) {
      JsonToken token = nextToken();
      if (token == null) {
        return this;
      }
      open += opens(token);
    }
    return this;
  }

  private static int opens(JsonToken token) {
    return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
  }
}
