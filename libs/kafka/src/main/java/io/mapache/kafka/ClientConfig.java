package io.mapache.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What we tell Kafka's clients, and only where we differ from their defaults. */
final class ClientConfig {

  /** How long a caller can be held up inside a call, when no broker has been reached yet. */
  static final Duration MAX_BLOCK = Duration.ofSeconds(2);

  /** How long until something published is given up. */
  static final Duration DELIVERY = Duration.ofSeconds(5);

  private static final int REQUEST_MS = 2_500;

  /** A member goes over its limit of events on their way by no more than these. */
  private static final int GROUP_BATCH = 100;

  private ClientConfig() {}

  static Map<String, Object> producer(KafkaSettings settings) {
    Map<String, Object> config = common(settings, "publisher");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK.toMillis());
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
    // Somebody waits for each answer: a record goes out at once, the next ones share a batch.
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    return config;
  }

  static Map<String, Object> follower(KafkaSettings settings, String topic) {
    Map<String, Object> config = common(settings, "follow-" + topic);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // A position that does not exist is a decision (see Start), never a silent jump.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return config;
  }

  /** A member of a group: where nobody has committed, the topic's beginning is where to begin. */
  static Map<String, Object> group(KafkaSettings settings, String topic, String group) {
    Map<String, Object> config = follower(settings, topic);
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, settings.clientName() + "-group-" + topic);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, GROUP_BATCH);
    return config;
  }

  static Map<String, Object> admin(KafkaSettings settings) {
    Map<String, Object> config = common(settings, "admin");
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
    return config;
  }

  private static Map<String, Object> common(KafkaSettings settings, String role) {
    Map<String, Object> config = new HashMap<>();
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, settings.clientName() + "-" + role);
    // The default of 1 s (or a framework's 10 s) makes the first call after a broker's return fail.
    config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
    // No telemetry push to a broker that has not asked; it is a timer and a log line per client.
    config.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    return config;
  }
}
