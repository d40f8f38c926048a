package io.mapache.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.contracts.Json;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * What a service answered.
 *
 * @param retryAfter how long the service asks to be left alone
 * @param tries requests that were sent until it came; from 1
 */
public record Answer(int status, Optional<Duration> retryAfter, byte[] body, int tries) {

  public boolean isOk() {
    return status >= 200 && status < 300;
  }

  /** The service is busy or cannot do it now; the same request may succeed later. */
  boolean isTransient() {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Null for a body that is no JSON: an empty object. */
  public JsonNode json() {
    try {
      return Json.read(body, JsonNode.class);
    } catch (UncheckedIOException e) {
      return Json.mapper().createObjectNode();
    }
  }

  public <T> T as(Class<T> type) {
    return Json.read(body, type);
  }

  /** The closed vocabulary's word for a refusal, or the status. */
  public String reason() {
    String reason = json().path("reason").asText();
    return reason.isEmpty() ? "http-" + status : reason;
  }

  /** What an RFC 9457 problem says, in a sentence. */
  public String problem() {
    JsonNode problem = json();
    String detail = problem.path("detail").asText();
    String title = problem.path("title").asText();
    if (!detail.isEmpty()) {
      return detail;
    }
    return title.isEmpty() ? "HTTP status " + status : title;
  }
}
