package io.mapache.training.process;

import io.mapache.contracts.training.JobExit;

/**
 * Ends a job before it is done, with the exit that its parent sees and one sentence for the person
 * who reads it: what, what was expected, what to do. Everything else that is thrown is a bug.
 */
public final class JobEnd extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final JobExit exit;

  private JobEnd(JobExit exit, String sentence, Throwable cause) {
    super(sentence, cause);
    this.exit = exit;
  }

  public static JobEnd badInput(String sentence) {
    return new JobEnd(JobExit.BAD_INPUT, sentence, null);
  }

  public static JobEnd badInput(String sentence, Throwable cause) {
    return new JobEnd(JobExit.BAD_INPUT, sentence, cause);
  }

  public static JobEnd resources(String sentence) {
    return new JobEnd(JobExit.RESOURCES, sentence, null);
  }

  public static JobEnd resources(String sentence, Throwable cause) {
    return new JobEnd(JobExit.RESOURCES, sentence, cause);
  }

  static JobEnd cancelled(String why) {
    return new JobEnd(JobExit.CANCELLED, why, null);
  }

  /** A check of our own that failed: never the caller's fault. */
  public static JobEnd broken(String sentence) {
    return new JobEnd(JobExit.BROKEN, sentence, null);
  }

  public JobExit exit() {
    return exit;
  }
}
