package io.mapache.inference.prediction.web;

import io.mapache.imaging.Reason;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.web.Problem;
import jakarta.ws.rs.core.Response;

/** What becomes of a request, in the words of HTTP. */
record PredictResponse(String id, Top top) {

  Response of(Prediction prediction) {
    if (prediction instanceof Prediction.Answered answered) {
      return Response.ok(PredictionAnswer.of(id, answered, top.classes()))
          .header(RequestId.HEADER, id)
          .build();
    }
    if (prediction instanceof Prediction.BadImage bad) {
      return Problem.because(422, bad.detail(), bad.reason().code()).response();
    }
    if (prediction instanceof Prediction.TooLarge large) {
      return Problem.because(
              413,
              "an image has %,d bytes at most: send a smaller one".formatted(large.limit()),
              Reason.TOO_LARGE.code())
          .response();
    }
    if (prediction instanceof Prediction.UnknownModel unknown) {
      return Problem.unknownModel(unknown.model()).response();
    }
    if (prediction instanceof Prediction.UnknownVersion unknown) {
      return Problem.of(
              404,
              "model '%s' has no version %d that serves. GET /v1/models lists those that do."
                  .formatted(unknown.model(), unknown.version()))
          .response();
    }
    if (prediction instanceof Prediction.WrongShape wrong) {
      return Problem.of(
              422, "pixels of another size (expected: %1$d x %1$d)".formatted(wrong.expected()))
          .response();
    }
    if (prediction instanceof Prediction.Late) {
      return Problem.of(504, "the deadline passed before the image was computed").response();
    }
    if (prediction instanceof Prediction.NotServing not) {
      return Problem.of(503, notServing(not)).responseWithRetry();
    }
    return Problem.of(429, "more images are waiting than may wait: send it again in a second")
        .responseWithRetry();
  }

  private static String notServing(Prediction.NotServing not) {
    return "no version of the model serves yet: %s is %s%s"
        .formatted(
            not.wanted().id(),
            not.wanted().name(),
            not.wanted().reason().map(why -> ": " + why).orElse(""));
  }
}
