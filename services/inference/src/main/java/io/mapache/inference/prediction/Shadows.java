package io.mapache.inference.prediction;

import io.mapache.contracts.event.ServingRole;
import io.mapache.imaging.Decoded;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.Resize;
import io.mapache.inference.batching.Computed;
import io.mapache.inference.batching.Deadline;
import io.mapache.inference.batching.Pixels;
import io.mapache.inference.batching.Sample;
import io.mapache.inference.serving.ServingModel;
import io.mapache.inference.serving.Traffic;
import io.mapache.models.session.Leased;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Asks a model's shadow what the client has asked, once the client has its answer. On the base that
 * has made the features already that is a head's work; on another one the image is computed when
 * nobody else waits. What there is no time for is left out: nobody waits for it.
 *
 * <p>Any number of threads.
 */
public final class Shadows {

  /** Bytes of all images that are followed, which nobody else counts once they are answered. */
  private static final int MOST = 32 << 20;

  private final Traffic traffic;
  private final ImageDecoder decoder;
  private final Executor thread;
  private final AnswerWatch watch;
  private final Semaphore room = new Semaphore(MOST);

  /**
   * @param thread bounded: what it rejects is left out
   * @param watch is told of each answer
   */
  public Shadows(Traffic traffic, ImageDecoder decoder, Executor thread, AnswerWatch watch) {
    this.traffic = traffic;
    this.decoder = decoder;
    this.thread = thread;
    this.watch = watch;
  }

  /**
   * Returns at once.
   *
   * @param by the version that has answered
   * @param computed what its base made of the image
   */
  void follow(Question question, Input input, ServingModel by, Computed computed) {
    int weight = input.weight();
    if (!traffic.hasShadow(question.model()) || !room.tryAcquire(weight)) {
      return;
    }
    try {
      thread.execute(
          () ->
              ask(question, input, by, computed)
                  .whenComplete((told, failure) -> room.release(weight)));
    } catch (RejectedExecutionException e) { // there are more answers than the shadow can follow
      room.release(weight);
    }
  }

  private CompletionStage<?> ask(
      Question question, Input input, ServingModel by, Computed computed) {
    Optional<Leased<ServingModel>.Lease> lease = traffic.shadow(question.model());
    if (lease.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    ServingModel shadow = lease.get().resource();
    return compute(shadow, input, by, computed)
        .whenComplete(
            (features, failure) -> {
              lease.get().close();
              if (failure != null) {
                watch.failed(shadow.id(), ServingRole.SHADOW);
              } else {
                features.ifPresent(made -> tell(question, input, shadow, made));
              }
            });
  }

  private CompletionStage<Optional<Computed>> compute(
      ServingModel shadow, Input input, ServingModel by, Computed computed) {
    if (shadow.sharesBaseWith(by)) {
      return CompletableFuture.completedFuture(Optional.of(computed));
    }
    try {
      return compute(shadow, input);
    } catch (RuntimeException | Error e) { // whoever holds the lease has to hear of it
      return CompletableFuture.failedStage(e);
    }
  }

  private CompletionStage<Optional<Computed>> compute(ServingModel shadow, Input input) {
    return pixels(input, shadow.imageSize())
        .map(values -> new Pixels.Read(values, 0))
        .flatMap(pixels -> shadow.spare(Sample.of(pixels, false, Deadline.none())))
        .map(
            waiting ->
                waiting.thenApply(
                    outcome ->
                        outcome instanceof Computed made
                            ? Optional.of(made)
                            : Optional.<Computed>empty()))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  private Optional<float[]> pixels(Input input, int size) {
    if (input instanceof Input.Pixels pixels) {
      return Optional.of(pixels.values()).filter(values -> pixels.size() == size);
    }
    Decoded decoded = decoder.decode(((Input.Encoded) input).bytes());
    return decoded instanceof Decoded.Image image
        ? Optional.of(Resize.bilinear(image.picture(), size))
        : Optional.empty();
  }

  private void tell(Question question, Input input, ServingModel shadow, Computed computed) {
    watch.answered(
        question,
        input,
        Prediction.Answered.of(
            shadow,
            ServingRole.SHADOW,
            computed,
            Optional.empty(),
            new Prediction.Stages(0, computed.queuedNanos(), computed.computeNanos())));
  }
}
