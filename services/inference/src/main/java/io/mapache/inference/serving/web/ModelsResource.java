package io.mapache.inference.serving.web;

import io.mapache.inference.serving.ServingModels;
import io.mapache.inference.web.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Which versions are served, on their way, or refused and why. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {

  private final ServingModels models;

  ModelsResource(ServingModels models) {
    this.models = models;
  }

  /** Every version that is held, by model, what answers first. */
  @GET
  public List<ModelAnswer> all() {
    return models.views().values().stream().flatMap(ModelAnswer::all).toList();
  }

  /** The version that answers, else the one that is wanted. */
  @GET
  @Path("/{model}")
  public Response one(@PathParam("model") String model) {
    return models
        .view(model)
        .flatMap(ModelAnswer::current)
        .map(answer -> Response.ok(answer).build())
        .orElseGet(() -> Problem.unknownModel(model).response());
  }
}
