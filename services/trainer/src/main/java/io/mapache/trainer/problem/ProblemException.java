package io.mapache.trainer.problem;

/** A request that is answered with a problem; the message is its detail. */
public final class ProblemException extends RuntimeException {

  private final int status;

  public ProblemException(int status, String detail) {
    super(detail);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
