package io.mapache.inference.prediction;

import io.mapache.contracts.event.ServingRole;
import io.mapache.imaging.Decoded;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.Resize;
import io.mapache.inference.batching.Computed;
import io.mapache.inference.batching.Deadline;
import io.mapache.inference.batching.Lane;
import io.mapache.inference.batching.Late;
import io.mapache.inference.batching.Outcome;
import io.mapache.inference.batching.Pixels;
import io.mapache.inference.batching.Sample;
import io.mapache.inference.serving.Admission;
import io.mapache.inference.serving.ServingModel;
import io.mapache.inference.serving.Traffic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Answers requests: takes a lease on the version that serves and a place in front of its base, and
 * applies the head to what the base makes of the image. The version that a request began with is
 * the one that answers it; nobody waits for anybody in here.
 *
 * <p>Any number of threads.
 */
public final class Predictor {

  /**
   * Pictures of up to as many pixels and bytes are read when their turn comes: 512 x 512 take 1.5
   * ms as JPEG and up to 5 as PNG. Larger ones are read before it, so that no image waits for them.
   */
  private static final long QUICK_PIXELS = 1 << 18;

  private static final int QUICK_BYTES = 1 << 20;

  private final Traffic traffic;
  private final ImageDecoder decoder;
  private final Executor decoding;
  private final LongSupplier nanos;
  private final AnswerWatch watch;
  private final Shadows shadows;

  /**
   * @param decoding reads large pictures; bounded: what it rejects is {@link Prediction.Overloaded}
   * @param nanos as {@link System#nanoTime}
   * @param watch is told of each answer
   */
  public Predictor(
      Traffic traffic,
      ImageDecoder decoder,
      Executor decoding,
      LongSupplier nanos,
      AnswerWatch watch,
      Shadows shadows) {
    this.traffic = traffic;
    this.decoder = decoder;
    this.decoding = decoding;
    this.nanos = nanos;
    this.watch = watch;
    this.shadows = shadows;
  }

  /**
   * All inputs are answered by one version.
   *
   * @return as many as inputs, in their order. Comes where the question is answered; what failed or
   *     was not computed comes on a thread that reads or computes or on a caller's, which must not
   *     be held up. Fails only for faults of ours
   */
  public CompletionStage<List<Prediction>> predict(Question question, List<Input> inputs) {
    return traffic
        .admit(question.model(), question.version(), question.attributes(), question.deadline())
        .thenCompose(admission -> predict(admission, question, inputs));
  }

  private CompletionStage<List<Prediction>> predict(
      Admission admission, Question question, List<Input> inputs) {
    if (admission instanceof Admission.Admitted admitted) {
      return answers(admitted, question, inputs)
          .whenComplete((predictions, failure) -> admitted.lease().close());
    }
    return CompletableFuture.completedFuture(
        Collections.nCopies(inputs.size(), notAdmitted(admission, question.deadline())));
  }

  private Prediction notAdmitted(Admission admission, Deadline deadline) {
    if (admission instanceof Admission.NotServing notServing) {
      return deadline.isOver(nanos.getAsLong())
          ? new Prediction.Late()
          : new Prediction.NotServing(notServing.state());
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
    int size = asked.model().imageSize();
    if (asked.input() instanceof Input.Pixels pixels && pixels.size() != size) {
      return CompletableFuture.completedFuture(new Prediction.WrongShape(size));
    }
    Optional<Lane.Place> place = asked.model().reserve();
    return place.isPresent() ? answer(asked, place.get()) : overloaded();
  }

  private CompletionStage<Prediction> answer(Asked asked, Lane.Place place) {
    if (asked.input() instanceof Input.Pixels pixels) {
      return fill(place, asked, () -> new Pixels.Read(pixels.values(), 0));
    }
    byte[] bytes = ((Input.Encoded) asked.input()).bytes();
    return isQuick(bytes)
        ? fill(place, asked, () -> read(asked, bytes))
        : readBefore(place, asked, bytes);
  }

  private static boolean isQuick(byte[] bytes) {
    return bytes.length <= QUICK_BYTES
        && ImageDecoder.announcedPixels(bytes).orElse(Long.MAX_VALUE) <= QUICK_PIXELS;
  }

  private Pixels read(Asked asked, byte[] bytes) {
    long start = nanos.getAsLong();
    Decoded decoded = decoder.decode(bytes);
    if (decoded instanceof Decoded.Refused refused) {
      return new Pixels.Unreadable(refused);
    }
    float[] pixels =
        Resize.bilinear(((Decoded.Image) decoded).picture(), asked.model().imageSize());
    return new Pixels.Read(pixels, nanos.getAsLong() - start);
  }

  private CompletionStage<Prediction> readBefore(Lane.Place place, Asked asked, byte[] bytes) {
    try {
      return CompletableFuture.supplyAsync(() -> readNow(place, asked, bytes), decoding)
          .thenCompose(prepared -> prepared);
    } catch (RejectedExecutionException e) {
      place.close();
      return overloaded();
    } catch (Error e) { // a thread more could not be had; images before this one are on their way
      place.close();
      return CompletableFuture.failedStage(e);
    }
  }

  private CompletionStage<Prediction> readNow(Lane.Place place, Asked asked, byte[] bytes) {
    try (place) {
      if (place.isLost()) {
        return overloaded();
      }
      if (asked.question().deadline().isOver(nanos.getAsLong())) {
        return CompletableFuture.completedFuture(new Prediction.Late());
      }
      Pixels pixels = read(asked, bytes);
      return pixels instanceof Pixels.Unreadable unreadable
          ? CompletableFuture.completedFuture(badImage(unreadable))
          : fill(place, asked, () -> pixels);
    }
  }

  private CompletionStage<Prediction> fill(Lane.Place place, Asked asked, Supplier<Pixels> pixels) {
    CompletionStage<Prediction> answer =
        place
            .outcome()
            .thenApplyAsync(outcome -> answer(asked, outcome), asked.question().answering())
            .whenComplete((prediction, failure) -> tell(asked, prediction));
    Question question = asked.question();
    place.fill(new Sample(pixels, question.explain(), question.deadline()));
    return answer;
  }

  private Prediction answer(Asked asked, Outcome outcome) {
    if (outcome instanceof Computed computed) {
      return answer(asked, computed);
    }
    if (outcome instanceof Pixels.Unreadable unreadable) {
      return badImage(unreadable);
    }
    return outcome instanceof Late ? new Prediction.Late() : new Prediction.Overloaded();
  }

  private static Prediction badImage(Pixels.Unreadable unreadable) {
    return new Prediction.BadImage(unreadable.why().reason(), unreadable.why().detail());
  }

  private Prediction answer(Asked asked, Computed computed) {
    ServingModel model = asked.model();
    Prediction.Stages stages =
        new Prediction.Stages(
            computed.pixels().nanos(), computed.queuedNanos(), computed.computeNanos());
    Prediction.Answered answered =
        Prediction.Answered.of(model, asked.role(), computed, explanation(model, computed), stages);
    if (asked.role() != ServingRole.PINNED) {
      shadows.follow(asked.question(), asked.input(), model, computed);
    }
    return answered;
  }

  private static Optional<Explanation> explanation(ServingModel model, Computed computed) {
    return computed
        .activation()
        .map(
            activation -> {
              int label = Ranking.best(model.probabilities(computed));
              float[][] grid = Explanation.rows(model.activationMap(activation, label));
              String name = model.classes().get(label);
              return new Explanation(name, grid, model.imageSize(), computed.pixels().values());
            });
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
