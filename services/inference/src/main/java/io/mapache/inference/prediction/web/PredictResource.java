package io.mapache.inference.prediction.web;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Images in, their classes out. */
@Singleton
@Path("/v1/models")
public class PredictResource {

  private final Bodies bodies;
  private final PredictCalls calls;

  PredictResource(Bodies bodies, PredictCalls calls) {
    this.bodies = bodies;
    this.calls = calls;
  }

  /**
   * On the event loop; no thread waits for the body, nor for the answer. What is wrong with the
   * rest of the request is told after its body was read: who is answered while sending may not read
   * the answer.
   */
  @POST
  @Path("/{model}/predict")
  @Consumes(MediaType.WILDCARD)
  @Produces({MediaType.APPLICATION_JSON, "image/png"})
  @NonBlocking
  public CompletionStage<Response> predict(
      @PathParam("model") String model,
      @Context HttpHeaders headers,
      @Context RoutingContext call) {
    return bodies.receive(call).thenCompose(body -> calls.answer(model, headers, call, body));
  }
}
