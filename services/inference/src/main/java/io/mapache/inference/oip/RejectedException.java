package io.mapache.inference.oip;

/** Ends the reading of a request that cannot be answered. */
public final class RejectedException extends Exception {

  private final Rejection rejection;

  public RejectedException(Rejection rejection) {
    super(rejection.message());
    this.rejection = rejection;
  }

  /** The sender has to change the request. */
  public static RejectedException invalid(String message, Object... arguments) {
    return new RejectedException(
        new Rejection(Rejection.Kind.INVALID, message.formatted(arguments)));
  }

  public Rejection rejection() {
    return rejection;
  }
}
