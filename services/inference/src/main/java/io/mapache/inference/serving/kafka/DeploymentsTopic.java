package io.mapache.inference.serving.kafka;

import io.mapache.contracts.Topic;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.inference.serving.Loader;
import io.mapache.inference.serving.Readiness;
import io.mapache.kafka.KafkaHealth;
import io.mapache.kafka.KafkaSettings;
import io.mapache.kafka.Received;
import io.mapache.kafka.TopicFollower;
import io.mapache.kafka.TopicSetup;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Follows the desired state. Nothing is loaded until the topic has been read to its end: what was
 * wanted last week would be loaded first.
 */
@Singleton
public class DeploymentsTopic {

  private final KafkaSettings settings;
  private final Loader loader;
  private final Readiness readiness;
  private TopicSetup setup;
  private TopicFollower follower;
  private boolean caughtUp; // follower's thread alone

  DeploymentsTopic(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      Loader loader,
      Readiness readiness) {
    this.settings = new KafkaSettings(bootstrapServers, "inference");
    this.loader = loader;
    this.readiness = readiness;
  }

  void start(@Observes StartupEvent start) {
    setup = TopicSetup.start(settings, List.of(Topic.DEPLOYMENTS));
    follower = TopicFollower.start(settings, Topic.DEPLOYMENTS, Map.of(), this::on);
    follower.caughtUp().thenRun(this::end);
  }

  private void on(List<Received> batch, Map<Integer, Long> next) {
    for (Received received : batch) {
      if (received.event() instanceof ModelDeployment deployment) {
        loader.want(deployment);
      }
    }
    if (caughtUp) {
      loader.start();
    }
  }

  private void end() {
    caughtUp = true;
    readiness.caughtUp();
    loader.start();
  }

  public KafkaHealth health() {
    return follower.health();
  }

  public void close() {
    if (follower != null) {
      follower.close();
      setup.close();
    }
  }
}
