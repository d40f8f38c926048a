package io.mapache.inference.oip.grpc;

import io.grpc.Status;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Refuses compressed gRPC calls before a byte of them is read: the limit of messages holds for what
 * is sent, and a megabyte may unpack to a gigabyte.
 */
@Singleton
class PlainMessages {

  private static final String IDENTITY = "identity";

  /** After requests have got their names. */
  private static final int PRIORITY = 900;

  void register(@Observes Filters filters) {
    filters.register(PlainMessages::check, PRIORITY);
  }

  private static void check(RoutingContext call) {
    String encoding = call.request().getHeader("grpc-encoding");
    if (encoding == null || encoding.equals(IDENTITY)) {
      call.next();
    } else {
      refuse(call.response(), encoding);
    }
  }

  private static void refuse(HttpServerResponse response, String encoding) {
    String printable = encoding.replaceAll("[^A-Za-z0-9_-]", "?");
    response
        .putHeader("content-type", "application/grpc")
        .putHeader("grpc-accept-encoding", IDENTITY)
        .putHeader("grpc-status", Integer.toString(Status.Code.UNIMPLEMENTED.value()))
        .putHeader("grpc-message", "grpc-encoding " + printable + " (expected: " + IDENTITY + ")")
        .end();
  }
}
