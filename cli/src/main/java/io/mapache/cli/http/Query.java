package io.mapache.cli.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** A path with parameters; those without a value are left out. */
public final class Query {

  private final String path;
  private final StringJoiner parameters = new StringJoiner("&", "?", "").setEmptyValue("");

  Query(String path) {
    this.path = path;
  }

  public Query with(String name, Object value) {
    if (value != null) {
      parameters.add(name + "=" + encoded(String.valueOf(value)));
    }
    return this;
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return path + parameters;
  }
}
