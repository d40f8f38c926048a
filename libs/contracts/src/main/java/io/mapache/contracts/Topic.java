package io.mapache.contracts;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The topics, their partitions and how long they keep what they hold. */
public enum Topic {
  UPLOADS("mapache.uploads", 4, Cleanup.DELETE, Duration.ofDays(7)),
  IMAGES("mapache.images", 4, Cleanup.KEEP, null),
  DATASETS("mapache.datasets", 1, Cleanup.COMPACT, null),
  TRAININGS("mapache.trainings", 1, Cleanup.KEEP, null),
  MODELS("mapache.models", 1, Cleanup.KEEP, null),
  DEPLOYMENTS("mapache.deployments", 1, Cleanup.COMPACT, null),
  PREDICTIONS("mapache.predictions", 4, Cleanup.DELETE, Duration.ofDays(30)),
  DEAD_LETTERS("mapache.dead-letters", 1, Cleanup.DELETE, Duration.ofDays(30));

  /** What Kafka does with old records. */
  public enum Cleanup {
    KEEP,
    COMPACT,
    DELETE
  }

  private final String topicName;
  private final int partitions;
  private final Cleanup cleanup;
  private final Duration retention;

  Topic(String topicName, int partitions, Cleanup cleanup, Duration retention) {
    this.topicName = topicName;
    this.partitions = partitions;
    this.cleanup = cleanup;
    this.retention = retention;
  }

  public String topicName() {
    return topicName;
  }

  public int partitions() {
    return partitions;
  }

  public Cleanup cleanup() {
    return cleanup;
  }

  /** Present exactly for topics that delete. */
  public Optional<Duration> retention() {
    return Optional.ofNullable(retention);
  }

  /** Kafka's configuration of the topic, by Kafka's keys. */
  public Map<String, String> configuration() {
    Map<String, String> configuration = new LinkedHashMap<>();
    configuration.put("cleanup.policy", cleanup == Cleanup.COMPACT ? "compact" : "delete");
    configuration.put(
        "retention.ms", retention == null ? "-1" : String.valueOf(retention.toMillis()));
    if (cleanup == Cleanup.KEEP) {
      configuration.put("retention.bytes", "-1");
    }
    return configuration;
  }
}
