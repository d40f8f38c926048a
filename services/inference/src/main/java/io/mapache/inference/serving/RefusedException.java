package io.mapache.inference.serving;

/**
 * Ends the preparation of a version, at whatever step. Does not leave this package and its
 * adapters: outside it is the state {@link ModelState.Refused}.
 */
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  private RefusedException(Refusal refusal, Throwable cause) {
    super(refusal.reason(), cause);
    this.refusal = refusal;
  }

  /** The bundle itself is wrong: trying again changes nothing. */
  public static RefusedException forGood(String reason) {
    return new RefusedException(Refusal.forGood(reason), null);
  }

  public static RefusedException forGood(String reason, Throwable cause) {
    return new RefusedException(Refusal.forGood(reason), cause);
  }

  /** The world around it is in the way: worth trying again. */
  public static RefusedException forNow(String reason, Throwable cause) {
    return new RefusedException(new Refusal(reason, true), cause);
  }

  public static RefusedException forNow(String reason) {
    return forNow(reason, null);
  }

  Refusal refusal() {
    return refusal;
  }
}
