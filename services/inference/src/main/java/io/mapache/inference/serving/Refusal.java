package io.mapache.inference.serving;

/**
 * Why a version is not served.
 *
 * @param reason one sentence for the operator: what, expected, where, what to do
 * @param mayPass true if the same bundle may be good later: a blob that has not arrived, a disk
 *     that does not answer
 */
public record Refusal(String reason, boolean mayPass) {

  /** Whatever has gone wrong: there are other versions to prepare. */
  static Refusal of(Throwable failure) {
    if (failure instanceof RefusedException refused) {
      return refused.refusal();
    }
    return failure instanceof OutOfMemoryError
        ? new Refusal("memory is short: " + failure.getMessage(), true)
        : forGood("it could not be prepared: " + failure);
  }

  /** Whether it says nothing new: the same sentence, with other numbers in it at most. */
  public boolean repeats(Refusal other) {
    return mayPass == other.mayPass && words(reason).equals(words(other.reason));
  }

  private static String words(String reason) {
    return reason.replaceAll("[0-9]+", "#");
  }

  static Refusal forGood(String reason) {
    return new Refusal(reason, false);
  }
}
