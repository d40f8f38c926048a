package io.mapache.inference.prediction;

import io.mapache.imaging.Decoded;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.Resize;
import io.mapache.inference.batching.Computed;
import io.mapache.inference.serving.Admission;
import io.mapache.inference.serving.ServingModel;
import io.mapache.inference.serving.ServingModels;
import io.mapache.models.session.Leased;
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

  /**
   * @param decoding bounded: what it rejects is {@link Prediction.Overloaded}
   * @param nanos as {@link System#nanoTime}
   */
  public Predictor(
      ServingModels models, ImageDecoder decoder, Executor decoding, LongSupplier nanos) {
    this.models = models;
    this.decoder = decoder;
    this.decoding = decoding;
    this.nanos = nanos;
  }

  /**
   * @param image as it came, in any format that is taken
   * @return comes on a compute thread, which must not be held up; fails only for faults of ours
   */
  public CompletionStage<Prediction> predict(String model, byte[] image) {
    Admission admission = models.admit(model);
    if (admission instanceof Admission.Admitted admitted) {
      return predict(admitted.lease(), image)
          .whenComplete((prediction, failure) -> admitted.lease().close());
    }
    if (admission instanceof Admission.NotServing notServing) {
      return CompletableFuture.completedFuture(new Prediction.NotServing(notServing.state()));
    }
    return CompletableFuture.completedFuture(new Prediction.UnknownModel(model));
  }

  private CompletionStage<Prediction> predict(Leased<ServingModel>.Lease lease, byte[] image) {
    try {
      return CompletableFuture.supplyAsync(() -> decode(lease.resource(), image), decoding)
          .thenCompose(decoded -> decoded);
    } catch (RejectedExecutionException e) {
      return overloaded();
    }
  }

  private CompletionStage<Prediction> decode(ServingModel model, byte[] image) {
    long start = nanos.getAsLong();
    Decoded decoded = decoder.decode(image);
    if (decoded instanceof Decoded.Refused refused) {
      return CompletableFuture.completedFuture(
          new Prediction.BadImage(refused.reason(), refused.detail()));
    }
    float[] pixels = Resize.bilinear(((Decoded.Image) decoded).picture(), model.imageSize());
    long took = nanos.getAsLong() - start;
    Optional<CompletionStage<Computed>> queued = model.submit(pixels);
    return queued.isEmpty()
        ? overloaded()
        : queued.get().thenApply(computed -> answer(model, computed, took));
  }

  private static Prediction answer(ServingModel model, Computed computed, long decodeNanos) {
    return new Prediction.Answered(
        model.id(),
        Ranking.of(model.classes(), model.probabilities(computed)),
        new Prediction.Stages(decodeNanos, computed.queuedNanos(), computed.computeNanos()));
  }

  private static CompletionStage<Prediction> overloaded() {
    return CompletableFuture.completedFuture(new Prediction.Overloaded());
  }
}
