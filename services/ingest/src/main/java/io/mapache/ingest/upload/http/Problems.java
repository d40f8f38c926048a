package io.mapache.ingest.upload.http;

import jakarta.ws.rs.WebApplicationException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What is thrown, as problems. */
class Problems {

  private static final Logger LOG = Logger.getLogger(Problems.class);

  @ServerExceptionMapper
  RestResponse<Object> badParameter(IllegalArgumentException e) {
    return new Problem(400, "A parameter is wrong", e.getMessage(), null).response();
  }

  /** Unknown paths, methods and the like; the framework's own answers, in our form. */
  @ServerExceptionMapper
  RestResponse<Object> ofTheFramework(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    return new Problem(
            status, e.getResponse().getStatusInfo().getReasonPhrase(), e.getMessage(), null)
        .response();
  }

  /** Our bug: the log has it all, the answer nothing that could be somebody's secret. */
  @ServerExceptionMapper
  RestResponse<Object> bug(RuntimeException e) {
    LOG.error("a request failed", e);
    return new Problem(500, "A bug in Mapache", "The service's log has the cause.", null)
        .response();
  }
}
