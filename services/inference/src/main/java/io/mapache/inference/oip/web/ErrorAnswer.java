package io.mapache.inference.oip.web;

import io.mapache.inference.oip.RejectedException;
import io.mapache.inference.oip.Rejection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** An error as the protocol writes it. */
record ErrorAnswer(String error) {

  /** What is full now has room again after one batch or two. */
  private static final int RETRY_SECONDS = 1;

  static Response of(Rejection rejection) {
    Response.ResponseBuilder response =
        Response.status(status(rejection.kind()))
            .type(MediaType.APPLICATION_JSON)
            .entity(new ErrorAnswer(rejection.message()));
    if (rejection.mayPass()) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    return response.build();
  }

  private static int status(Rejection.Kind kind) {
    return switch (kind) {
      case INVALID -> 400;
      case NOT_FOUND -> 404;
      case TOO_LARGE -> 413;
      case OVERLOADED -> 429;
      case UNAVAILABLE -> 503;
      case LATE -> 504;
      case FAULT -> 500;
    };
  }

  /** For every resource. */
  static class Mapper {

    @ServerExceptionMapper
    Response rejected(RejectedException e) {
      return of(e.rejection());
    }
  }
}
