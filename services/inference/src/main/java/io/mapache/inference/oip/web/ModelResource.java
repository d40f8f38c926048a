package io.mapache.inference.oip.web;

import io.mapache.inference.oip.Catalogue;
import io.mapache.inference.oip.ModelMetadata;
import io.mapache.inference.oip.RejectedException;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** One model in the Open Inference Protocol, version 2; with and without a version. */
@Singleton
@Path("/v2/models/{model}")
@Produces(MediaType.APPLICATION_JSON)
public class ModelResource {

  private static final String ANY = "";

  private final Catalogue catalogue;
  private final HttpInference inference;

  ModelResource(Catalogue catalogue, HttpInference inference) {
    this.catalogue = catalogue;
    this.inference = inference;
  }

  @GET
  public ModelMetadata metadata(@PathParam("model") String model) throws RejectedException {
    return metadata(model, ANY);
  }

  @GET
  @Path("/versions/{version}")
  public ModelMetadata metadata(
      @PathParam("model") String model, @PathParam("version") String version)
      throws RejectedException {
    return catalogue.metadata(model, Catalogue.version(model, version));
  }

  @GET
  @Path("/ready")
  public Response ready(@PathParam("model") String model) throws RejectedException {
    return ready(model, ANY);
  }

  @GET
  @Path("/versions/{version}/ready")
  public Response ready(@PathParam("model") String model, @PathParam("version") String version)
      throws RejectedException {
    boolean ready = catalogue.answers(model, Catalogue.version(model, version));
    return Response.status(ready ? 200 : 503).entity(Map.of("name", model, "ready", ready)).build();
  }

  @POST
  @Path("/infer")
  @Consumes(MediaType.WILDCARD)
  @NonBlocking
  public CompletionStage<Response> infer(
      @PathParam("model") String model,
      @Context HttpHeaders headers,
      @Context RoutingContext call) {
    return infer(model, ANY, headers, call);
  }

  /** No thread waits for the body, nor for the answer. */
  @POST
  @Path("/versions/{version}/infer")
  @Consumes(MediaType.WILDCARD)
  @NonBlocking
  public CompletionStage<Response> infer(
      @PathParam("model") String model,
      @PathParam("version") String version,
      @Context HttpHeaders headers,
      @Context RoutingContext call) {
    return inference.infer(model, version, headers, call);
  }
}
