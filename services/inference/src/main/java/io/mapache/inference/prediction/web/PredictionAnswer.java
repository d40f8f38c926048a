package io.mapache.inference.prediction.web;

import io.mapache.inference.prediction.Prediction;
import java.util.List;

/**
 * An answer over HTTP.
 *
 * @param id of this answer: the caller's {@code X-Request-Id}, or a new one
 * @param digest of the bundle of the version that answered
 * @param label the most probable class
 * @param probabilities most probable first; all classes, or the first {@code top}
 */
record PredictionAnswer(
    String id,
    String model,
    int version,
    String digest,
    String label,
    float probability,
    List<Prediction.Scored> probabilities) {

  static PredictionAnswer of(String id, Prediction.Answered answered, int top) {
    List<Prediction.Scored> classes = answered.ranked();
    Prediction.Scored best = classes.get(0);
    return new PredictionAnswer(
        id,
        answered.by().model(),
        answered.by().version(),
        answered.by().bundle().hex(),
        best.label(),
        best.probability(),
        classes.subList(0, Math.min(top, classes.size())));
  }
}
