package io.mapache.inference.web;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the framework refuses, and what we did not expect, in the same form as the rest. */
class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  Response refused(WebApplicationException e, UriInfo uri) {
    return response(e.getResponse().getStatus(), e.getMessage(), uri);
  }

  @ServerExceptionMapper
  Response fault(Throwable e, UriInfo uri) {
    LOG.errorf(e, "request %s failed by a fault of ours", MDC.get(RequestNames.ID));
    return response(500, "a fault of the service; its log says more", uri);
  }

  /** The Open Inference Protocol has a form of its own. */
  private static Response response(int status, String detail, UriInfo uri) {
    return uri.getPath().startsWith("/v2/")
        ? Response.status(status)
            .type(MediaType.APPLICATION_JSON)
            .entity(Map.of("error", detail))
            .build()
        : Problem.of(status, detail).response();
  }
}
