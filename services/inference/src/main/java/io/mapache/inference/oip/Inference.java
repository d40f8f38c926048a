package io.mapache.inference.oip;

import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.prediction.Predictor;
import io.mapache.inference.prediction.Question;
import io.mapache.inference.serving.ModelVersion;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Requests of the protocol, answered by the same {@link Predictor} as all others. Any thread. */
public final class Inference {

  private final Predictor predictor;
  private final Tally tally;

  public Inference(Predictor predictor, Tally tally) {
    this.predictor = predictor;
    this.tally = tally;
  }

  /**
   * @param startNanos when the request began, on the clock of {@link System#nanoTime}
   * @return comes on a compute thread, which must not be held up; fails only for faults of ours
   */
  public CompletionStage<InferAnswer> infer(
      Question question, InferRequest request, long startNanos) {
    return predictor
        .predict(question, request.images())
        .whenComplete(
            (predictions, fault) ->
                count(question, request, predictions, System.nanoTime() - startNanos))
        .thenApply(predictions -> answer(request, predictions));
  }

  private void count(
      Question question, InferRequest request, @Nullable List<Prediction> predictions, long nanos) {
    for (int i = 0; i < request.images().size(); i++) {
      tally.count(question.model(), predictions == null ? null : predictions.get(i), nanos);
    }
  }

  static InferAnswer answer(InferRequest request, List<Prediction> predictions) {
    try {
      Outputs outputs = new Outputs(answered(predictions));
      ModelVersion by = outputs.answers().get(0).by();
      return new InferAnswer.Inferred(
          by.model(), by.version(), request.id(), request.parameters().own(), outputs.of(request));
    } catch (RejectedException e) {
      return new InferAnswer.Rejected(e.rejection());
    }
  }

  /** The protocol knows no partial answer. */
  private static List<Prediction.Answered> answered(List<Prediction> predictions)
      throws RejectedException {
    for (int i = 0; i < predictions.size(); i++) {
      if (!(predictions.get(i) instanceof Prediction.Answered)) {
        throw rejected(i, predictions.get(i));
      }
    }
    return predictions.stream().map(Prediction.Answered.class::cast).toList();
  }

  private static RejectedException rejected(int image, Prediction prediction) {
    if (prediction instanceof Prediction.BadImage bad) {
      return RejectedException.invalid(
          "image %d is refused (%s): %s", image, bad.reason().code(), bad.detail());
    }
    if (prediction instanceof Prediction.TooLarge large) {
      return new RejectedException(
          Rejection.Kind.TOO_LARGE,
          "image %d is too large (expected: %,d bytes at most)".formatted(image, large.limit()));
    }
    if (prediction instanceof Prediction.WrongShape wrong) {
      return RejectedException.invalid(
          "input `%1$s`: the version that answers was changed (expected: `%1$s` [n,%2$d,%2$d,3])",
          Contract.IMAGE, wrong.expected());
    }
    if (prediction instanceof Prediction.UnknownModel unknown) {
      return new RejectedException(
          Rejection.Kind.NOT_FOUND, "no model '%s' is deployed".formatted(unknown.model()));
    }
    if (prediction instanceof Prediction.UnknownVersion unknown) {
      return new RejectedException(
          Rejection.Kind.NOT_FOUND,
          "no version '%d' of model '%s' serves".formatted(unknown.version(), unknown.model()));
    }
    if (prediction instanceof Prediction.NotServing not) {
      return new RejectedException(
          Rejection.Kind.UNAVAILABLE,
          "no version of the model serves yet: %s is %s"
              .formatted(not.wanted().id(), not.wanted().name()));
    }
    if (prediction instanceof Prediction.Late) {
      return new RejectedException(
          Rejection.Kind.LATE, "the deadline passed before image %d was computed".formatted(image));
    }
    return new RejectedException(
        Rejection.Kind.OVERLOADED,
        "more images are waiting than may wait: send it again in a second");
  }
}
