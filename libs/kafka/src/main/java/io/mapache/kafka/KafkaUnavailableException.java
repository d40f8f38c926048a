package io.mapache.kafka;

/**
 * Kafka did not answer, or not in time. For something published the outcome is unknown: the record
 * may still arrive, so whoever tries again repeats the same event.
 */
public final class KafkaUnavailableException extends RuntimeException {

  KafkaUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
