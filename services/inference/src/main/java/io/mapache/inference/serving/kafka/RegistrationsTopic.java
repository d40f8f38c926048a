package io.mapache.inference.serving.kafka;

import io.mapache.contracts.Topic;
import io.mapache.contracts.event.ModelRegistered;
import io.mapache.inference.serving.Registrations;
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

/** Follows which versions there are: a request may ask for any of them by its number. */
@Singleton
public class RegistrationsTopic {

  private final KafkaSettings settings;
  private final Registrations registrations;
  private TopicSetup setup;
  private TopicFollower follower;

  RegistrationsTopic(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      Registrations registrations) {
    this.settings = new KafkaSettings(bootstrapServers, "inference");
    this.registrations = registrations;
  }

  void start(@Observes StartupEvent start) {
    setup = TopicSetup.start(settings, List.of(Topic.MODELS));
    follower = TopicFollower.start(settings, Topic.MODELS, Map.of(), this::on);
  }

  private void on(List<Received> batch, Map<Integer, Long> next) {
    for (Received received : batch) {
      if (received.event() instanceof ModelRegistered registered) {
        registrations.add(registered.model(), registered.version(), registered.bundle());
      }
    }
  }

  public void close() {
    if (follower != null) {
      follower.close();
      setup.close();
    }
  }
}
