package io.mapache.inference.web;

import io.mapache.inference.batching.Deadline;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long the sender of a request waits, as a header says it in milliseconds. */
public final class RequestTimeout {

  public static final String HEADER = "X-Request-Timeout-Ms";

  /** What is said of a header that cannot be read. */
  public static final String EXPECTED = HEADER + " (expected: whole milliseconds, 1 to 999999999)";

  private RequestTimeout() {}

  /**
   * @param header null for no limit
   * @param startNanos when the request began, on the clock of {@link System#nanoTime}
   * @return empty if the header cannot be read
   */
  public static Optional<Deadline> deadline(@Nullable String header, long startNanos) {
    if (header == null) {
      return Optional.of(Deadline.none());
    }
    if (!header.matches("[1-9][0-9]{0,8}")) {
      return Optional.empty();
    }
    long millis = Integer.parseInt(header);
    return Optional.of(Deadline.at(startNanos + TimeUnit.MILLISECONDS.toNanos(millis)));
  }
}
