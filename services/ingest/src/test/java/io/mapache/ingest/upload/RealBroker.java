package io.mapache.ingest.upload;

import io.mapache.broker.TestBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Kafka and an empty home for the whole test run. */
public class RealBroker implements QuarkusTestResourceLifecycleManager {

  private TestBroker broker;

  @Override
  public Map<String, String> start() {
    broker = TestBroker.start();
    try {
      Path home = Files.createTempDirectory(Path.of("target"), "home");
      return Map.of(
          "kafka.bootstrap.servers", broker.bootstrapServers(),
          "mapache.home", home.toString(),
          "mapache.ingest.max-body", "100K");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tests that take the broker away ask for it by its type. */
  @Override
  public void inject(TestInjector testInjector) {
    testInjector.injectIntoFields(broker, new TestInjector.MatchesType(TestBroker.class));
  }

  @Override
  public void stop() {
    broker.close();
  }
}
