package io.mapache.inference.prediction;

import io.mapache.contracts.event.ServingRole;
import io.mapache.imaging.Reason;
import io.mapache.inference.batching.Computed;
import io.mapache.inference.serving.ModelState;
import io.mapache.inference.serving.ModelVersion;
import io.mapache.inference.serving.ServingModel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What becomes of a request. All of these are promised; anything else is a fault of ours. */
public sealed interface Prediction {

  /** One word out of a closed vocabulary, for metrics. */
  String outcome();

  /**
   * An answer.
   *
   * @param role in which the version answered
   * @param classes in the order of the model
   * @param probabilities of the classes; not to be modified
   * @param novelty share of the validation images that are more usual than this one, 0 to 100;
   *     empty if the bundle does not know
   * @param explanation if it was asked for
   */
  record Answered(
      ModelVersion by,
      ServingRole role,
      List<String> classes,
      float[] probabilities,
      OptionalDouble novelty,
      Optional<Explanation> explanation,
      Stages stages)
      implements Prediction {

    public Answered {
      classes = List.copyOf(classes);
    }

    /** What a version makes of what its base has made of an image. */
    static Answered of(
        ServingModel by,
        ServingRole role,
        Computed computed,
        Optional<Explanation> explanation,
        Stages stages) {
      return new Answered(
          by.id(),
          role,
          by.classes(),
          by.probabilities(computed),
          by.novelty(computed),
          explanation,
          stages);
    }

    /** Most probable first; equally probable ones in the order of the model. */
    public List<Scored> ranked() {
      return Ranking.of(classes, probabilities);
    }

    @Override
    public String outcome() {
      return "answered";
    }
  }

  /** A class and its probability. */
  record Scored(String label, float probability) {}

  /** Where the time of an answer went, in nanoseconds. */
  record Stages(long decode, long queue, long compute) {}

  /** The bytes are no picture that is taken; the sender has to change them. */
  record BadImage(Reason reason, String detail) implements Prediction {
    @Override
    public String outcome() {
      return "bad-image";
    }
  }

  /**
   * More bytes than one image may have.
   *
   * @param limit in bytes
   */
  record TooLarge(int limit) implements Prediction {
    @Override
    public String outcome() {
      return "too-large";
    }
  }

  /** More is waiting than may wait. The same request may be answered in a second. */
  record Overloaded() implements Prediction {
    @Override
    public String outcome() {
      return "overloaded";
    }
  }

  /** No deployment names the model. */
  record UnknownModel(String model) implements Prediction {
    @Override
    public String outcome() {
      return "unknown-model";
    }
  }

  /** The model is known, but not this version of it. */
  record UnknownVersion(String model, int version) implements Prediction {
    @Override
    public String outcome() {
      return "unknown-version";
    }
  }

  /**
   * Pixels of another size than the version reads.
   *
   * @param expected edge of the square image, in pixels
   */
  record WrongShape(int expected) implements Prediction {
    @Override
    public String outcome() {
      return "wrong-shape";
    }
  }

  /** The deadline passed before the image was computed. */
  record Late() implements Prediction {
    @Override
    public String outcome() {
      return "late";
    }
  }

  /** The model is known, but no version of it serves. */
  record NotServing(ModelState wanted) implements Prediction {
    @Override
    public String outcome() {
      return "not-serving";
    }
  }
}
