package io.mapache.trainer.journal;

/**
 * Kafka did not answer, or what it holds was not read back here, in time. What was to be written
 * may be there or not: trying again repeats the same event.
 */
public final class UnavailableException extends RuntimeException {

  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
