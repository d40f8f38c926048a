package io.mapache.inference.prediction.web;

import io.mapache.inference.web.Problem;
import jakarta.ws.rs.WebApplicationException;

/** How many classes an answer tells at most, as {@code ?top=} says it. */
public record Top(int classes) {

  private static final Top ALL = new Top(Integer.MAX_VALUE);

  static Top orAll(Top asked) {
    return asked == null ? ALL : asked;
  }

  /** Called by the framework with the parameter's text. */
  public static Top valueOf(String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new WebApplicationException(
          Problem.of(400, "top: '" + text + "' (expected: a whole number of at least 1)")
              .response());
    }
    return new Top(Integer.parseInt(text));
  }
}
