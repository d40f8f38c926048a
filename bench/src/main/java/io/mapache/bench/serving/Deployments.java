package io.mapache.bench.serving;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Topic;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.kafka.EventPublisher;
import io.mapache.kafka.KafkaSettings;
import io.mapache.kafka.TopicAdmin;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Says what is to be served, in the trainer's place. For one thread. */
final class Deployments implements AutoCloseable {

  private final EventPublisher publisher;
  private int last;

  Deployments(String bootstrapServers) {
    KafkaSettings kafka = new KafkaSettings(bootstrapServers, "bench");
    TopicAdmin.ensure(kafka, List.of(Topic.values()));
    this.publisher = new EventPublisher(kafka, "/mapache/bench");
  }

  /** Returns when Kafka has it; the version, which is the revision, too. */
  int deploy(String model, Digest bundle) {
    begin(model, bundle).toCompletableFuture().join();
    return last;
  }

  /** Completes when Kafka has it. */
  CompletionStage<?> begin(String model, Digest bundle) {
    last++;
    return publisher.publish(
        new ModelDeployment(
            model,
            last,
            new ModelDeployment.Version(last, bundle),
            null,
            null,
            null,
            Instant.now()));
  }

  /** The newest version of all. */
  int last() {
    return last;
  }

  @Override
  public void close() {
    publisher.close();
  }
}
