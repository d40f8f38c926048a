package io.mapache.inference.web;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of one request, in its answer and in the caller's logs. */
public final class RequestId {

  public static final String HEADER = "X-Request-Id";

  private static final Pattern TAKEN = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

  private RequestId() {}

  /** The caller's, if it can stand in a log line as it is; else a new one. */
  static String of(@Nullable String given) {
    return given != null && isTaken(given) ? given : UUID.randomUUID().toString();
  }

  /** Whether it can stand in a log line as it is: 1 to 100 letters, digits and {@code . _ : -}. */
  public static boolean isTaken(String id) {
    return TAKEN.matcher(id).matches();
  }
}
