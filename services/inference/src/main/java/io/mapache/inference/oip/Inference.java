package io.mapache.inference.oip;

import io.mapache.inference.prediction.Input;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.prediction.Predictor;
import io.mapache.inference.prediction.Question;
import io.mapache.inference.serving.Admission;
import io.mapache.inference.serving.ModelVersion;
import io.mapache.inference.serving.ServingModel;
import io.mapache.inference.serving.Traffic;
import io.mapache.models.session.Leased;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Requests of the protocol, answered by the same {@link Predictor} as all others. Any thread. */
public final class Inference {

  private final Catalogue catalogue;
  private final Traffic traffic;
  private final Predictor predictor;
  private final RequestMemory memory;
  private final RequestLimits limits;
  private final Executor readers;
  private final Tally tally;

  /**
   * @param readers reads the requests that had to wait for their version
   */
  public Inference(
      Catalogue catalogue,
      Traffic traffic,
      Predictor predictor,
      RequestMemory memory,
      RequestLimits limits,
      Executor readers,
      Tally tally) {
    this.catalogue = catalogue;
    this.traffic = traffic;
    this.predictor = predictor;
    this.memory = memory;
    this.limits = limits;
    this.readers = readers;
    this.tally = tally;
  }

  /**
   * Reads a request on the caller's thread, unless its version has to be loaded first.
   *
   * @param size of the request as it came, in bytes
   * @param unread not used after the answer is there
   * @param startNanos when it began, on the clock of {@link System#nanoTime}
   * @return comes on a thread that must not be held up; fails only for faults of ours
   */
  public CompletionStage<InferAnswer> infer(
      Question question, int size, Unread unread, long startNanos) {
    if (size > limits.bytes()) {
      return now(Rejections.tooLarge(limits.bytes()));
    }
    Asked asked = new Asked(question, size, unread, startNanos);
    Optional<Contract> contract = catalogue.contract(question.model(), question.version());
    return contract.isPresent() ? read(asked, contract.get()) : awaited(asked);
  }

  private record Asked(Question question, int size, Unread unread, long startNanos) {}

  private CompletionStage<InferAnswer> awaited(Asked asked) {
    Question question = asked.question();
    return traffic
        .admit(question.model(), question.version(), question.attributes(), question.deadline())
        .thenComposeAsync(admission -> admitted(asked, admission), readers);
  }

  private CompletionStage<InferAnswer> admitted(Asked asked, Admission admission) {
    if (!(admission instanceof Admission.Admitted admitted)) {
      return now(Rejections.of(admission, asked.question().deadline().isOver(System.nanoTime())));
    }
    try (Leased<ServingModel>.Lease lease = admitted.lease()) {
      OptionalInt version = OptionalInt.of(lease.resource().id().version());
      return catalogue
          .contract(asked.question().model(), version)
          .map(contract -> read(asked, contract))
          .orElseGet(() -> now(Rejections.notServing(asked.question().model())));
    }
  }

  /** In memory of its own, which is given back with the answer. */
  private CompletionStage<InferAnswer> read(Asked asked, Contract contract) {
    int unpacked = contract.unpacked(asked.size());
    if (!memory.hold(unpacked)) {
      return now(Rejections.noRoom());
    }
    CompletionStage<InferAnswer> answer;
    try {
      answer = predict(asked, asked.unread().read(contract));
    } catch (RejectedException e) {
      answer = now(e.rejection());
    } catch (RuntimeException | Error e) {
      answer = CompletableFuture.failedStage(e);
    }
    return answer.whenComplete((done, fault) -> memory.release(unpacked));
  }

  private CompletionStage<InferAnswer> predict(Asked asked, InferRequest request) {
    List<Input> images = request.named(asked.question());
    return predictor
        .predict(asked.question(), images)
        .whenComplete((predictions, fault) -> count(asked, images.size(), predictions))
        .thenApply(predictions -> answer(request, predictions));
  }

  private void count(Asked asked, int images, @Nullable List<Prediction> predictions) {
    long took = System.nanoTime() - asked.startNanos();
    for (int i = 0; i < images; i++) {
      tally.count(asked.question().model(), predictions == null ? null : predictions.get(i), took);
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
        throw new RejectedException(Rejections.of(i, predictions.get(i)));
      }
    }
    return predictions.stream().map(Prediction.Answered.class::cast).toList();
  }

  private static CompletionStage<InferAnswer> now(Rejection rejection) {
    return CompletableFuture.completedFuture(new InferAnswer.Rejected(rejection));
  }
}
