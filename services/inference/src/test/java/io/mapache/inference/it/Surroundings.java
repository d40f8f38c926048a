package io.mapache.inference.it;

import io.mapache.broker.TestBroker;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Topic;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.inference.TinyModels;
import io.mapache.kafka.EventPublisher;
import io.mapache.kafka.KafkaSettings;
import io.mapache.kafka.TopicAdmin;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A real broker and a blob store around the service; optionally with models deployed before. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

  /** What a test class says to find models that were deployed before the service started. */
  static final String DEPLOYED = "deployed";

  private static volatile Surroundings current;

  private boolean deployed;
  private TestBroker broker;
  private EventPublisher publisher;
  private Store store;

  static Surroundings current() {
    return current;
  }

  @Override
  public void init(Map<String, String> arguments) {
    deployed = arguments.containsKey(DEPLOYED);
  }

  @Override
  public Map<String, String> start() {
    try {
      Path blobs = Files.createTempDirectory(Path.of("target"), "blobs");
      broker = TestBroker.start();
      KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers(), "test");
      TopicAdmin.ensure(kafka, List.of(Topic.DEPLOYMENTS));
      publisher = new EventPublisher(kafka, "/test");
      store = new Store(blobs);
      current = this;
      if (deployed) {
        deployBefore();
      }
      return Map.of(
          "kafka.bootstrap.servers",
          broker.bootstrapServers(),
          "mapache.blobs",
          blobs.toString(),
          "mapache.inference.prediction.max-body",
          "1000000",
          "mapache.inference.serving.threads",
          "1",
          "mapache.inference.serving.retry-after",
          "PT0.2S");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deployBefore() throws IOException {
    deploy("colours", 1, 1, store.bundle(1, TinyModels.HEAD));
    deploy("colours", 2, 2, Digest.of("a bundle that was collected long ago"));
    deploy("colours", 3, 3, store.bundle(1, TinyModels.CALMER));
    deploy("others", 1, 1, store.bundle(1, TinyModels.HEAD));
  }

  Store store() {
    return store;
  }

  KafkaSettings kafka() {
    return new KafkaSettings(broker.bootstrapServers(), "test");
  }

  void deploy(String model, long revision, int version, Digest bundle) {
    publish(
        new ModelDeployment(
            model,
            revision,
            new ModelDeployment.Version(version, bundle),
            null,
            null,
            null,
            Instant.EPOCH));
  }

  void publish(Event event) {
    publisher.publish(event).toCompletableFuture().join();
  }

  @Override
  public void stop() {
    publisher.close();
    broker.close();
  }
}
