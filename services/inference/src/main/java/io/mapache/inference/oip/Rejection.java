package io.mapache.inference.oip;

/**
 * Why a request has no answer, in words for its sender.
 *
 * @param message one sentence: what, where, what was expected
 */
public record Rejection(Kind kind, String message) {

  /** Longer ones hold much of what the sender sent. */
  private static final int MOST = 500;

  public Rejection {
    message = message.length() <= MOST ? message : message.substring(0, MOST) + "…";
  }

  /** What is wrong, as far as a status code tells. */
  public enum Kind {
    /** The sender has to change the request. */
    INVALID,
    /** No such model, or no such version of it. */
    NOT_FOUND,
    /** More bytes than a request may have. */
    TOO_LARGE,
    /** More is waiting than may wait; may be answered in a second. */
    OVERLOADED,
    /** No version of the model serves yet. */
    UNAVAILABLE,
    /** The deadline passed before the answer was computed. */
    LATE,
    /** A fault of ours. */
    FAULT
  }

  /** Whether the same request may be answered in a second. */
  public boolean mayPass() {
    return kind == Kind.OVERLOADED || kind == Kind.UNAVAILABLE;
  }

  public static Rejection fault() {
    return new Rejection(Kind.FAULT, "a fault of the service; its log says more");
  }
}
