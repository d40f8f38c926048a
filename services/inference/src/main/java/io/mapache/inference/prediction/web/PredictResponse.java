package io.mapache.inference.prediction.web;

import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.web.Problem;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;

/** What becomes of a request, in the words of HTTP. */
final class PredictResponse {

  /** Of no single image's making: where all images have the same one, it is the request's. */
  private static final Set<Class<? extends Prediction>> SHARED =
      Set.of(
          Prediction.UnknownModel.class,
          Prediction.UnknownVersion.class,
          Prediction.NotServing.class,
          Prediction.Overloaded.class,
          Prediction.Late.class);

  private PredictResponse() {}

  static Response of(PredictRequest request, Parts parts, List<Answer> answers) {
    Answer first = answers.get(0);
    if (!parts.several()) {
      return one(request, first);
    }
    Class<? extends Prediction> kind = first.prediction().getClass();
    boolean shared =
        SHARED.contains(kind)
            && answers.stream().allMatch(answer -> kind.isInstance(answer.prediction()));
    return shared
        ? problem(first.prediction())
        : json(PredictionsAnswer.of(answers, request.top()));
  }

  private static Response one(PredictRequest request, Answer answer) {
    if (!(answer.prediction() instanceof Prediction.Answered answered)) {
      return problem(answer.prediction());
    }
    return request.picture()
        ? Response.ok(answer.overlay(), PredictRequest.PNG).build()
        : json(PredictionAnswer.of(answer, answered, request.top()));
  }

  private static Response json(Object answer) {
    return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** Of a request that has no image with an answer. */
  static Response problem(Prediction prediction) {
    Problem problem = PredictionProblem.of(prediction);
    boolean later =
        prediction instanceof Prediction.Overloaded || prediction instanceof Prediction.NotServing;
    return later ? problem.responseWithRetry() : problem.response();
  }
}
