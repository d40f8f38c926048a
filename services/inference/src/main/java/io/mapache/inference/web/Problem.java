package io.mapache.inference.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpResponseStatus;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * An error as RFC 9457 writes it.
 *
 * @param reason one code out of a closed vocabulary, where there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String reason) {

  /** {@code application/problem+json}. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** What is full now has room again after one batch or two. */
  private static final int SECONDS = 1;

  /** A problem for the plainest reason of its status. */
  public static Problem of(int status, String detail) {
    return because(status, detail, ProblemReason.codeOf(status));
  }

  public static Problem because(int status, String detail, String reason) {
    String title = HttpResponseStatus.valueOf(status).reasonPhrase();
    return new Problem("about:blank", title, status, detail, reason);
  }

  public static Problem unknownModel(String model) {
    return ProblemReason.UNKNOWN_MODEL.problem(
        "no model '" + model + "' is deployed. GET /v1/models lists those that are.");
  }

  public Response response() {
    return Response.status(status).type(MEDIA_TYPE).entity(this).build();
  }

  /** The same request may be answered if it comes again. */
  public Response responseWithRetry() {
    return Response.fromResponse(response()).header(HttpHeaders.RETRY_AFTER, SECONDS).build();
  }

  /** Ends the request with this problem. */
  public WebApplicationException thrown() {
    return new WebApplicationException(detail, response());
  }
}
