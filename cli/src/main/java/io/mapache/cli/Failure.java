package io.mapache.cli;

/**
 * The command did not do what it was asked for. The message is the sentence that the person reads:
 * what happened, what was expected, what to do now. Exit status 1, no stack trace.
 */
public final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Failure(String sentence) {
    super(sentence);
  }

  public Failure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
