package io.mapache.inference.prediction;

import io.mapache.contracts.event.ServingRole;
import io.mapache.imaging.Decoded;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.Resize;
import io.mapache.inference.batching.Computed;
import io.mapache.inference.batching.Outcome;
import io.mapache.inference.batching.Sample;
import io.mapache.inference.serving.Admission;
import io.mapache.inference.serving.ServingModel;
import io.mapache.inference.serving.ServingModels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * Answers requests: takes a lease on the version that serves, decodes and resizes, queues the image
 * in front of the base, applies the head. The version that a request began with is the one that
 * answers it; nobody waits for anybody in here.
 *
 * <p>Any number of threads.
 */
public final class Predictor {

  private final ServingModels models;
  private final ImageDecoder decoder;
  private final Executor decoding;
  private final LongSupplier nanos;
  private final AnswerWatch watch;

  /**
   * @param decoding bounded: what it rejects is {@link Prediction.Overloaded}
   * @param nanos as {@link System#nanoTime}
   * @param watch is told of each answer
   */
  public Predictor(
      ServingModels models,
      ImageDecoder decoder,
      Executor decoding,
      LongSupplier nanos,
      AnswerWatch watch) {
    this.models = models;
    this.decoder = decoder;
    this.decoding = decoding;
    this.nanos = nanos;
    this.watch = watch;
  }

  /**
   * All inputs are answered by one version.
   *
   * @return as many as inputs, in their order. Comes on a compute thread, which must not be held
   *     up; fails only for faults of ours
   */
  public CompletionStage<List<Prediction>> predict(Question question, List<Input> inputs) {
    Admission admission = models.admit(question.model(), question.version());
    if (admission instanceof Admission.Admitted admitted) {
      return answers(admitted, question, inputs)
          .whenComplete((predictions, failure) -> admitted.lease().close());
    }
    return CompletableFuture.completedFuture(
        Collections.nCopies(inputs.size(), notAdmitted(admission)));
  }

  private static Prediction notAdmitted(Admission admission) {
    if (admission instanceof Admission.NotServing notServing) {
      return new Prediction.NotServing(notServing.state());
    }
    if (admission instanceof Admission.UnknownVersion unknown) {
      return new Prediction.UnknownVersion(unknown.model(), unknown.version());
    }
    return new Prediction.UnknownModel(((Admission.Unknown) admission).model());
  }

  private CompletionStage<List<Prediction>> answers(
      Admission.Admitted admitted, Question question, List<Input> inputs) {
    List<CompletableFuture<Prediction>> answers = new ArrayList<>();
    for (Input input : inputs) {
      Asked asked = new Asked(admitted.lease().resource(), admitted.role(), question, input);
      answers.add(answer(asked).toCompletableFuture());
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> answers.stream().map(CompletableFuture::join).toList());
  }

  private CompletionStage<Prediction> answer(Asked asked) {
    if (asked.input() instanceof Input.Pixels pixels) {
      return pixels.size() == asked.model().imageSize()
          ? submit(asked, pixels.values(), 0)
          : CompletableFuture.completedFuture(new Prediction.WrongShape(asked.model().imageSize()));
    }
    byte[] bytes = ((Input.Encoded) asked.input()).bytes();
    try {
      return CompletableFuture.supplyAsync(() -> decode(asked, bytes), decoding)
          .thenCompose(decoded -> decoded);
    } catch (RejectedExecutionException e) {
      return overloaded();
    }
  }

  private CompletionStage<Prediction> decode(Asked asked, byte[] image) {
    long start = nanos.getAsLong();
    if (asked.question().deadline().isOver(start)) {
      return CompletableFuture.completedFuture(new Prediction.Late());
    }
    Decoded decoded = decoder.decode(image);
    if (decoded instanceof Decoded.Refused refused) {
      return CompletableFuture.completedFuture(
          new Prediction.BadImage(refused.reason(), refused.detail()));
    }
    float[] pixels =
        Resize.bilinear(((Decoded.Image) decoded).picture(), asked.model().imageSize());
    return submit(asked, pixels, nanos.getAsLong() - start);
  }

  private CompletionStage<Prediction> submit(Asked asked, float[] pixels, long decodeNanos) {
    Question question = asked.question();
    Optional<CompletionStage<Outcome>> queued =
        asked.model().submit(new Sample(pixels, question.explain(), question.deadline()));
    if (queued.isEmpty()) {
      return overloaded();
    }
    return queued
        .get()
        .thenApply(outcome -> answer(asked, pixels, outcome, decodeNanos))
        .whenComplete((prediction, failure) -> tell(asked, prediction));
  }

  private static Prediction answer(Asked asked, float[] pixels, Outcome outcome, long decodeNanos) {
    if (!(outcome instanceof Computed computed)) {
      return new Prediction.Late();
    }
    ServingModel model = asked.model();
    float[] probabilities = model.probabilities(computed);
    return new Prediction.Answered(
        model.id(),
        asked.role(),
        model.classes(),
        probabilities,
        model.novelty(computed),
        explanation(model, pixels, computed, Ranking.best(probabilities)),
        new Prediction.Stages(decodeNanos, computed.queuedNanos(), computed.computeNanos()));
  }

  private static Optional<Explanation> explanation(
      ServingModel model, float[] pixels, Computed computed, int label) {
    return computed
        .activation()
        .map(activation -> model.activationMap(activation, label))
        .map(
            map ->
                new Explanation(
                    model.classes().get(label), Explanation.rows(map), model.imageSize(), pixels));
  }

  private void tell(Asked asked, Prediction prediction) {
    if (prediction == null) {
      watch.failed(asked.model().id(), asked.role());
    } else if (prediction instanceof Prediction.Answered answered) {
      watch.answered(asked.question(), asked.input(), answered);
    }
  }

  private static CompletionStage<Prediction> overloaded() {
    return CompletableFuture.completedFuture(new Prediction.Overloaded());
  }

  private record Asked(ServingModel model, ServingRole role, Question question, Input input) {}
}
