package io.mapache.kafka;

/**
 * Where Kafka is, and what this process calls itself there.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param clientName appears in the broker's logs and metrics, such as {@code ingest}
 */
public record KafkaSettings(String bootstrapServers, String clientName) {

  public KafkaSettings {
    if (bootstrapServers == null || bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          "kafka.bootstrap.servers: '" + bootstrapServers + "' (expected: host:port[,host:port…])");
    }
  }
}
