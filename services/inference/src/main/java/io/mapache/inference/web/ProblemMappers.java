package io.mapache.inference.web;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the framework refuses, and what we did not expect, in the same form as the rest. */
class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  Response refused(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    return Problem.of(status, e.getMessage()).response();
  }

  @ServerExceptionMapper
  Response fault(Throwable e) {
    LOG.error("a request failed by a fault of ours", e);
    return Problem.of(500, "a fault of the service; its log says more").response();
  }
}
