package io.mapache.trainer.registry.http;

import io.mapache.trainer.problem.JsonBody;
import io.mapache.trainer.problem.ProblemException;
import io.mapache.trainer.registry.Change;
import io.mapache.trainer.registry.ModelLog;
import io.mapache.trainer.registry.Registrar;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;

/** The models and their versions; an operator's word on which of them answers. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelResource {

  private static final Set<String> PROMOTE_KEYS = Set.of("version", "by", "reason");
  private static final Set<String> ROLLBACK_KEYS = Set.of("to", "by", "reason");

  private final ModelLog models;
  private final Registrar registrar;

  ModelResource(ModelLog models, Registrar registrar) {
    this.models = models;
    this.registrar = registrar;
  }

  @GET
  public List<ModelAnswer> all() {
    return models.all().stream().map(ModelAnswer::of).toList();
  }

  @GET
  @Path("{model}")
  public ModelAnswer one(String model) {
    return models
        .find(model)
        .map(ModelAnswer::of)
        .orElseThrow(() -> new ProblemException(404, "model '" + model + "' does not exist"));
  }

  @POST
  @Path("{model}/promote")
  public ModelAnswer promote(String model, byte[] body) throws InterruptedException {
    JsonBody wish = JsonBody.of(body, PROMOTE_KEYS);
    int version =
        wish.number("version")
            .orElseThrow(
                () -> new ProblemException(400, "version: missing (expected: a whole number)"));
    return answer(
        registrar.promote(model, version, wish.requireText("by"), wish.requireText("reason")));
  }

  @POST
  @Path("{model}/rollback")
  public ModelAnswer rollback(String model, byte[] body) throws InterruptedException {
    JsonBody wish = JsonBody.of(body, ROLLBACK_KEYS);
    return answer(
        registrar.rollback(
            model, wish.number("to"), wish.requireText("by"), wish.requireText("reason")));
  }

  private static ModelAnswer answer(Change change) {
    if (change instanceof Change.Unknown unknown) {
      throw new ProblemException(404, unknown.sentence());
    }
    if (change instanceof Change.Refused refused) {
      throw new ProblemException(409, refused.sentence());
    }
    return ModelAnswer.of(((Change.Done) change).model());
  }
}
