package io.mapache.inference.prediction.web;

import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.web.Problem;
import io.mapache.inference.web.ProblemReason;

/** Why an image has no answer, in the words of HTTP. */
final class PredictionProblem {

  private PredictionProblem() {}

  /**
   * @param prediction any but an answer
   */
  static Problem of(Prediction prediction) {
    if (prediction instanceof Prediction.BadImage bad) {
      return Problem.because(422, bad.detail(), bad.reason().code());
    }
    if (prediction instanceof Prediction.TooLarge large) {
      return ProblemReason.TOO_LARGE.problem(
          "an image has %,d bytes at most: send a smaller one".formatted(large.limit()));
    }
    if (prediction instanceof Prediction.UnknownModel unknown) {
      return Problem.unknownModel(unknown.model());
    }
    if (prediction instanceof Prediction.UnknownVersion unknown) {
      return ProblemReason.UNKNOWN_VERSION.problem(
          "model '%s' has no version %d that serves. GET /v1/models lists those that do."
              .formatted(unknown.model(), unknown.version()));
    }
    if (prediction instanceof Prediction.WrongShape wrong) {
      return ProblemReason.WRONG_SHAPE.problem(
          "pixels of another size (expected: %1$d x %1$d)".formatted(wrong.expected()));
    }
    if (prediction instanceof Prediction.Late) {
      return ProblemReason.LATE.problem("the time of the request was over before it was computed");
    }
    if (prediction instanceof Prediction.NotServing not) {
      return ProblemReason.NOT_SERVING.problem(notServing(not));
    }
    return ProblemReason.OVERLOADED.problem(
        "more images are waiting than may wait: send it again in a second");
  }

  private static String notServing(Prediction.NotServing not) {
    return "no version of the model serves yet: %s is %s%s"
        .formatted(
            not.wanted().id(),
            not.wanted().name(),
            not.wanted().reason().map(why -> ": " + why).orElse(""));
  }
}
