package io.mapache.inference.prediction.web;

import java.util.UUID;
import java.util.regex.Pattern;

/** The name of one request, in its answer and in the caller's logs. */
final class RequestId {

  static final String HEADER = "X-Request-Id";

  private static final Pattern TAKEN = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

  private RequestId() {}

  /** The caller's, if it can stand in a log line as it is; else a new one. */
  static String of(String given) {
    return given != null && TAKEN.matcher(given).matches() ? given : UUID.randomUUID().toString();
  }
}
