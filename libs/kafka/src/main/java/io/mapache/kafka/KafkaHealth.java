package io.mapache.kafka;

/**
 * Whether something that lives on Kafka gets on.
 *
 * @param detail one sentence for whoever reads a readiness answer
 */
public record KafkaHealth(boolean healthy, String detail) {

  static KafkaHealth good(String detail) {
    return new KafkaHealth(true, detail);
  }

  static KafkaHealth bad(String detail) {
    return new KafkaHealth(false, detail);
  }
}
