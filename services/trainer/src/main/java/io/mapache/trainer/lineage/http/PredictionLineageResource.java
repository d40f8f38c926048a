package io.mapache.trainer.lineage.http;

import io.mapache.contracts.event.PredictionMade;
import io.mapache.trainer.feedback.Judgement;
import io.mapache.trainer.feedback.Kept;
import io.mapache.trainer.feedback.PredictionStore;
import io.mapache.trainer.lineage.Lineage;
import io.mapache.trainer.lineage.Lineages;
import io.mapache.trainer.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** From an answer back to the images and the events that its version was made of. */
@Path("/v1/predictions/{prediction}/lineage")
@Produces(MediaType.APPLICATION_JSON)
public class PredictionLineageResource {

  private final PredictionStore predictions;
  private final Lineages lineages;
  private final LineageAnswer answer;

  PredictionLineageResource(PredictionStore predictions, Lineages lineages, LineageAnswer answer) {
    this.predictions = predictions;
    this.lineages = lineages;
    this.answer = answer;
  }

  /**
   * An answer and where it comes from.
   *
   * @param label that the image has; null as long as the answer is not judged
   * @param shadows what shadows answered to the same request
   * @param version null if nobody has registered it
   */
  record PredictionLineage(
      PredictionMade prediction,
      String label,
      Boolean correct,
      List<PredictionMade> shadows,
      Lineage version) {}

  /**
   * @param images whether the digests of the snapshot's images follow
   */
  @GET
  public StreamingOutput of(String prediction, @RestQuery boolean images) throws IOException {
    List<Kept> found = predictions.of(prediction);
    if (found.isEmpty()) {
      throw new ProblemException(
          404,
          "prediction '%s' is not known: it is older than 30 days, was not recorded, or is on its way still"
              .formatted(prediction));
    }
    Kept kept = found.get(0);
    Lineage version = lineages.of(kept.made().model(), kept.made().version()).orElse(null);
    PredictionLineage lineage =
        new PredictionLineage(
            kept.made(),
            kept.judgement().map(Judgement::label).orElse(null),
            kept.judgement().map(Judgement::correct).orElse(null),
            found.stream().skip(1).map(Kept::made).toList(),
            version);
    return images && version != null
        ? answer.withImages(lineage, version.manifest())
        : answer.of(lineage);
  }
}
