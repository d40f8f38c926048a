package io.mapache.inference.oip;

/** Ends the reading of a request that cannot be answered. */
public final class RejectedException extends Exception {

  /** Longer ones hold much of what the sender sent. */
  private static final int MOST = 500;

  private final Rejection rejection;

  public RejectedException(Rejection.Kind kind, String message) {
    super(message);
    this.rejection =
        new Rejection(kind, message.length() <= MOST ? message : message.substring(0, MOST) + "…");
  }

  /** The sender has to change the request. */
  public static RejectedException invalid(String message, Object... arguments) {
    return new RejectedException(Rejection.Kind.INVALID, message.formatted(arguments));
  }

  public Rejection rejection() {
    return rejection;
  }
}
