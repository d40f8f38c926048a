package io.mapache.inference.web;

import java.util.Locale;

/**
 * Why a request gets no answer: a closed vocabulary. What is wrong with a picture itself has the
 * words of {@link io.mapache.imaging.Reason}, with status 422.
 */
public enum ProblemReason {
  /** A parameter, a header or the form of the body. */
  BAD_REQUEST(400),
  /** No such address. */
  NOT_FOUND(404),
  UNKNOWN_MODEL(404),
  UNKNOWN_VERSION(404),
  METHOD_NOT_ALLOWED(405),
  /** No form of answer that is asked for can be given. */
  NOT_ACCEPTABLE(406),
  /** More bytes than an image, or a request, may have. */
  TOO_LARGE(413),
  TOO_MANY_IMAGES(413),
  UNSUPPORTED_TYPE(415),
  /** Pixels of another size than the model reads. */
  WRONG_SHAPE(422),
  /** More is waiting than may wait. */
  OVERLOADED(429),
  /** Ours. */
  FAULT(500),
  NOT_SERVING(503),
  /** The time that the request gave was over. */
  LATE(504);

  private final int status;

  ProblemReason(int status) {
    this.status = status;
  }

  /** The spelling in answers, such as {@code unknown-model}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public int status() {
    return status;
  }

  public Problem problem(String detail) {
    return Problem.because(status, detail, code());
  }

  /** The plainest one of a status; null if there is none. */
  static String codeOf(int status) {
    for (ProblemReason reason : values()) {
      if (reason.status == status) {
        return reason.code();
      }
    }
    return null;
  }
}
