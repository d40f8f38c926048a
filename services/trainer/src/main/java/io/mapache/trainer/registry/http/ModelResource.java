package io.mapache.trainer.registry.http;

import io.mapache.blobs.BlobStore;
import io.mapache.contracts.Digest;
import io.mapache.trainer.problem.JsonBody;
import io.mapache.trainer.problem.ProblemException;
import io.mapache.trainer.registry.Registrar;
import io.mapache.trainer.registry.Reports;
import io.mapache.trainer.registry.Version;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;

/** The models and their versions; an operator's word on which of them answers. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelResource {

  private static final Set<String> PROMOTE_KEYS = Set.of("version", "by", "reason");
  private static final Set<String> ROLLBACK_KEYS = Set.of("to", "by", "reason");

  private final ModelAnswers answers;
  private final Registrar registrar;
  private final Reports reports;
  private final BlobStore blobs;

  ModelResource(ModelAnswers answers, Registrar registrar, Reports reports, BlobStore blobs) {
    this.answers = answers;
    this.registrar = registrar;
    this.reports = reports;
    this.blobs = blobs;
  }

  @GET
  public List<ModelAnswer> all() {
    return answers.all();
  }

  @GET
  @Path("{model}")
  public ModelAnswer one(String model) {
    return answers.of(model);
  }

  @GET
  @Path("{model}/versions/{version}/report")
  @Produces(MediaType.TEXT_HTML)
  public RestResponse<InputStream> report(String model, int version) throws IOException {
    String training =
        answers
            .find(model)
            .version(version)
            .map(Version::training)
            .orElseThrow(
                () ->
                    new ProblemException(
                        404, "model '%s' has no version %d".formatted(model, version)));
    Digest report =
        reports
            .of(training)
            .orElseThrow(
                () -> new ProblemException(404, "training '" + training + "' left no report"));
    return ReportPage.of(blobs, report);
  }

  @POST
  @Path("{model}/promote")
  public ModelAnswer promote(String model, byte[] body) throws InterruptedException {
    JsonBody wish = JsonBody.of(body, PROMOTE_KEYS);
    int version = wish.requireNumber("version");
    return answers.of(
        registrar.promote(model, version, wish.requireText("by"), wish.requireText("reason")));
  }

  @POST
  @Path("{model}/rollback")
  public ModelAnswer rollback(String model, byte[] body) throws InterruptedException {
    JsonBody wish = JsonBody.of(body, ROLLBACK_KEYS);
    return answers.of(
        registrar.rollback(
            model, wish.number("to"), wish.requireText("by"), wish.requireText("reason")));
  }
}
