package io.mapache.inference.oip;

import io.mapache.inference.oip.Rejection.Kind;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.serving.Admission;
import io.mapache.inference.serving.ModelState;

/** What the protocol says where there is no answer. */
public final class Rejections {

  private Rejections() {}

  /**
   * @param image of the request, from 0
   */
  static Rejection of(int image, Prediction prediction) {
    if (prediction instanceof Prediction.BadImage bad) {
      return new Rejection(
          Kind.INVALID,
          "image %d is refused (%s): %s".formatted(image, bad.reason().code(), bad.detail()));
    }
    if (prediction instanceof Prediction.TooLarge large) {
      return new Rejection(
          Kind.TOO_LARGE,
          "image %d is too large (expected: %,d bytes at most)".formatted(image, large.limit()));
    }
    if (prediction instanceof Prediction.WrongShape wrong) {
      return new Rejection(
          Kind.INVALID,
          "input `%1$s` is not of the size of the version that answers (expected: [n,%2$d,%2$d,3])"
              .formatted(Contract.IMAGE, wrong.expected()));
    }
    if (prediction instanceof Prediction.UnknownModel unknown) {
      return unknownModel(unknown.model());
    }
    if (prediction instanceof Prediction.UnknownVersion unknown) {
      return unknownVersion(unknown.model(), Integer.toString(unknown.version()));
    }
    if (prediction instanceof Prediction.NotServing not) {
      return notServing(not.wanted());
    }
    return prediction instanceof Prediction.Late
        ? late()
        : new Rejection(
            Kind.OVERLOADED, "more images are waiting than may wait: send it again in a second");
  }

  /**
   * @param late whether the deadline passed meanwhile
   */
  static Rejection of(Admission admission, boolean late) {
    if (admission instanceof Admission.Unknown unknown) {
      return unknownModel(unknown.model());
    }
    if (admission instanceof Admission.UnknownVersion unknown) {
      return unknownVersion(unknown.model(), Integer.toString(unknown.version()));
    }
    return late ? late() : notServing(((Admission.NotServing) admission).state());
  }

  static Rejection unknownModel(String model) {
    return new Rejection(Kind.NOT_FOUND, "no model '%s' is deployed".formatted(model));
  }

  static Rejection unknownVersion(String model, String version) {
    return new Rejection(
        Kind.NOT_FOUND, "model '%s' has no version '%s' that serves".formatted(model, version));
  }

  static Rejection notServing(String model) {
    return new Rejection(Kind.UNAVAILABLE, "no version of model '%s' serves yet".formatted(model));
  }

  private static Rejection notServing(ModelState state) {
    return new Rejection(
        Kind.UNAVAILABLE,
        "the version does not serve yet: %s is %s%s"
            .formatted(state.id(), state.name(), state.reason().map(why -> ": " + why).orElse("")));
  }

  private static Rejection late() {
    return new Rejection(Kind.LATE, "the deadline passed before the answer was computed");
  }

  /**
   * @param limit in bytes
   */
  public static Rejection tooLarge(int limit) {
    return new Rejection(
        Kind.TOO_LARGE, "the request is too large (expected: %,d bytes at most)".formatted(limit));
  }

  /** The memory for requests is taken. */
  public static Rejection noRoom() {
    return new Rejection(Kind.OVERLOADED, "no room for the request: send it again in a second");
  }
}
