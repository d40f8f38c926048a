package io.mapache.inference.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.MDC;

/**
 * Gives each request an id and a place in a trace before anybody sees it, or checks those that it
 * brings. Whoever reads the headers {@code X-Request-Id} and {@code traceparent} later finds valid
 * ones; every answer carries them, problems included, and so does every line of the log.
 */
@Singleton
class RequestNames {

  /** Of the id, among what log lines know. */
  static final String ID = "requestId";

  /** Before everything else that looks at requests. */
  private static final int FIRST = 1000;

  void register(@Observes Filters filters) {
    filters.register(RequestNames::name, FIRST);
  }

  private static void name(RoutingContext call) {
    MultiMap headers = call.request().headers();
    String id = RequestId.of(headers.get(RequestId.HEADER));
    TraceParent trace = TraceParent.of(headers.get(TraceParent.HEADER));
    String traceParent = trace.toString();
    headers.set(RequestId.HEADER, id).set(TraceParent.HEADER, traceParent);
    call.response().putHeader(RequestId.HEADER, id).putHeader(TraceParent.HEADER, traceParent);
    MDC.put(ID, id);
    MDC.put("traceId", trace.traceId());
    MDC.put("spanId", trace.parentId());
    Arrival.of(call);
    call.next();
  }
}
