package io.mapache.ingest.upload.kafka;

import io.mapache.kafka.KafkaHealth;
import io.mapache.kafka.TopicSetup;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until the topics are there, nor while Kafka does not answer. */
@Readiness
@ApplicationScoped
public class KafkaReadiness implements HealthCheck {

  private final TopicSetup topics;

  KafkaReadiness(TopicSetup topics) {
    this.topics = topics;
  }

  @Override
  public HealthCheckResponse call() {
    KafkaHealth health = topics.health();
    return HealthCheckResponse.named("kafka")
        .status(health.healthy())
        .withData("detail", health.detail())
        .build();
  }
}
