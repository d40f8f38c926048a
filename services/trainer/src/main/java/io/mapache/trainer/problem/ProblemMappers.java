package io.mapache.trainer.problem;

import io.mapache.trainer.journal.UnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Errors in the one form that the endpoints have. */
class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  private static final int RETRY_AFTER_S = 2;

  @ServerExceptionMapper
  RestResponse<Problem> of(ProblemException e) {
    return answer(e.status(), e.getMessage());
  }

  @ServerExceptionMapper
  RestResponse<Problem> of(UnavailableException e) {
    // Not "send it again": a training asked for twice is trained twice.
    return answer(
        503,
        "%s (Kafka may have it all the same: look before you send it again)"
            .formatted(e.getMessage()));
  }

  @ServerExceptionMapper
  RestResponse<Problem> of(WebApplicationException e) {
    return answer(e.getResponse().getStatus(), e.getMessage());
  }

  @ServerExceptionMapper
  RestResponse<Problem> of(Throwable e) {
    LOG.error("a request failed by a fault of ours", e);
    return answer(500, "a fault of the service; its log says more");
  }

  static RestResponse<Problem> answer(int status, String detail) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "Error" : known.getReasonPhrase();
    var answer =
        RestResponse.ResponseBuilder.create(
                RestResponse.Status.fromStatusCode(status),
                new Problem("about:blank", title, status, detail))
            .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
    boolean later = status == 503 || status == 429;
    return (later ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S) : answer).build();
  }
}
