package io.mapache.inference.prediction.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.web.Problem;
import java.util.List;

/**
 * Answers to several images.
 *
 * @param predictions in the order of the images: a {@link PredictionAnswer} or a {@link Refused}
 */
record PredictionsAnswer(List<Object> predictions) {

  /** An image without an answer. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Refused(String id, String name, String file, Problem problem) {}

  static PredictionsAnswer of(List<Answer> answers, int top) {
    return new PredictionsAnswer(answers.stream().map(answer -> one(answer, top)).toList());
  }

  private static Object one(Answer answer, int top) {
    if (answer.prediction() instanceof Prediction.Answered answered) {
      return PredictionAnswer.of(answer, answered, top);
    }
    Part part = answer.part();
    return new Refused(
        part.id(), part.name(), part.file(), PredictionProblem.of(answer.prediction()));
  }
}
