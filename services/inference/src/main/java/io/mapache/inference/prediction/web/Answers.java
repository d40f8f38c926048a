package io.mapache.inference.prediction.web;

import io.mapache.inference.prediction.Explanation;
import io.mapache.inference.prediction.Input;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.prediction.Predictor;
import io.mapache.inference.prediction.explain.Overlays;
import io.mapache.inference.prediction.micrometer.PredictionMeters;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds what becomes of each image of a request. Nobody waits in here. */
@Singleton
class Answers {

  private final Predictor predictor;
  private final Overlays overlays;
  private final PredictionMeters meters;

  Answers(Predictor predictor, Overlays overlays, PredictionMeters meters) {
    this.predictor = predictor;
    this.overlays = overlays;
    this.meters = meters;
  }

  /**
   * @return as many as parts, in their order; comes on a thread that must not be held up
   */
  CompletionStage<List<Answer>> of(PredictRequest request, List<Part> parts) {
    List<Input> inputs = new ArrayList<>();
    for (Part part : parts) {
      inputs.add(new Input.Encoded(part.id(), part.bytes()));
    }
    return predictor
        .predict(request.question(), inputs)
        .thenCompose(predictions -> drawn(parts, predictions))
        .whenComplete((answers, fault) -> count(request, parts, answers));
  }

  private CompletionStage<List<Answer>> drawn(List<Part> parts, List<Prediction> predictions) {
    List<CompletableFuture<Answer>> drawn = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Answer answer = new Answer(parts.get(i), predictions.get(i));
      drawn.add(drawn(answer, parts.size()).toCompletableFuture());
    }
    return CompletableFuture.allOf(drawn.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> drawn.stream().map(CompletableFuture::join).toList());
  }

  private CompletionStage<Answer> drawn(Answer answer, int images) {
    Optional<Explanation> explanation =
        answer.prediction() instanceof Prediction.Answered answered
            ? answered.explanation()
            : Optional.empty();
    if (explanation.isEmpty()) {
      return CompletableFuture.completedFuture(answer);
    }
    return overlays
        .draw(answer.part().bytes(), explanation.get(), images)
        .map(png -> png.thenApply(bytes -> new Answer(answer.part(), answer.prediction(), bytes)))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new Answer(answer.part(), new Prediction.Overloaded())));
  }

  private void count(PredictRequest request, List<Part> parts, List<Answer> answers) {
    long took = System.nanoTime() - request.since();
    for (int i = 0; i < parts.size(); i++) {
      Prediction prediction = answers == null ? null : answers.get(i).prediction();
      meters.record(request.question().model(), prediction, took);
    }
  }
}
