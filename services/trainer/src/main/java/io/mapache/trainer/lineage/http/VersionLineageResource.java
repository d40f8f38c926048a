package io.mapache.trainer.lineage.http;

import io.mapache.trainer.lineage.Lineage;
import io.mapache.trainer.lineage.Lineages;
import io.mapache.trainer.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import org.jboss.resteasy.reactive.RestQuery;

/** From a version back to the images and the events that they came with. */
@Path("/v1/models/{model}/versions/{version}/lineage")
@Produces(MediaType.APPLICATION_JSON)
public class VersionLineageResource {

  private final Lineages lineages;
  private final LineageAnswer answer;

  VersionLineageResource(Lineages lineages, LineageAnswer answer) {
    this.lineages = lineages;
    this.answer = answer;
  }

  /**
   * @param images whether the digests of the snapshot's images follow
   */
  @GET
  public StreamingOutput of(String model, int version, @RestQuery boolean images)
      throws IOException {
    Lineage lineage =
        lineages
            .of(model, version)
            .orElseThrow(
                () ->
                    new ProblemException(
                        404, "model '%s' has no version %d".formatted(model, version)));
    return images ? answer.withImages(lineage, lineage.manifest()) : answer.of(lineage);
  }
}
