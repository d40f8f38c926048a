package io.mapache.imaging;

/**
 * How a reader of one format gives up, from any depth of its parsing. Never leaves the package:
 * {@link ImageDecoder} turns it into {@link Decoded.Refused}. Carries no stack trace, since hostile
 * files are ordinary input here and the detail says what was found.
 */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  Refusal(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  static Refusal truncated(String detail) {
    return new Refusal(Reason.TRUNCATED, detail);
  }

  static Refusal corrupt(String detail) {
    return new Refusal(Reason.CORRUPT, detail);
  }

  static Refusal variant(String detail) {
    return new Refusal(Reason.UNSUPPORTED_VARIANT, detail);
  }

  Decoded.Refused outcome() {
    return new Decoded.Refused(reason, getMessage());
  }
}
