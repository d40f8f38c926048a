package io.mapache.inference.prediction.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mapache.contracts.event.ServingRole;
import io.mapache.inference.prediction.Prediction;
import java.util.Base64;
import java.util.List;

/**
 * An answer over HTTP. What there is not is left out.
 *
 * @param id of this answer
 * @param name of its image, as the sender gave it
 * @param file of its image, as the sender gave it
 * @param digest of the bundle of the version that answered
 * @param role in which it answered
 * @param label the most probable class
 * @param probabilities most probable first; all classes, or the first {@code top}
 * @param novelty share of the validation images that are more usual than this one, 0 to 100
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PredictionAnswer(
    String id,
    String name,
    String file,
    String model,
    int version,
    String digest,
    ServingRole role,
    String label,
    float probability,
    List<Prediction.Scored> probabilities,
    Double novelty,
    ExplanationAnswer explanation) {

  /**
   * @param label the class that is explained
   * @param grid {@code [s][s]}, rows from the top; above 0 where the image speaks for the class
   * @param overlay the picture under the grid: PNG as a {@code data:} URI
   */
  record ExplanationAnswer(String label, float[][] grid, String overlay) {}

  static PredictionAnswer of(Answer answer, Prediction.Answered answered, int top) {
    List<Prediction.Scored> classes = answered.ranked();
    Prediction.Scored best = classes.get(0);
    Part part = answer.part();
    return new PredictionAnswer(
        part.id(),
        part.name(),
        part.file(),
        answered.by().model(),
        answered.by().version(),
        answered.by().bundle().hex(),
        answered.role(),
        best.label(),
        best.probability(),
        classes.subList(0, Math.min(top, classes.size())),
        answered.novelty().isPresent() ? answered.novelty().getAsDouble() : null,
        explanation(answer, answered));
  }

  private static ExplanationAnswer explanation(Answer answer, Prediction.Answered answered) {
    return answered
        .explanation()
        .map(
            explanation ->
                new ExplanationAnswer(
                    explanation.label(),
                    explanation.grid(),
                    "data:image/png;base64,"
                        + Base64.getEncoder().encodeToString(answer.overlay())))
        .orElse(null);
  }
}
