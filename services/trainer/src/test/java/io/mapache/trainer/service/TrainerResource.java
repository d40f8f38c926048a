package io.mapache.trainer.service;

import io.mapache.broker.TestBroker;
import io.mapache.trainer.trainings.process.CannedJob;
import io.mapache.trainer.trainings.process.CannedWorker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A broker, an empty home folder, and a job that computes nothing. */
public class TrainerResource implements QuarkusTestResourceLifecycleManager {

  private TestBroker broker;
  private Path home;

  @Override
  public Map<String, String> start() {
    try {
      home = Files.createTempDirectory("trainer-home");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    broker = TestBroker.start();
    return Map.of(
        "kafka.bootstrap.servers",
        broker.bootstrapServers(),
        "mapache.home",
        home.toString(),
        "mapache.training.job.class-path",
        System.getProperty("java.class.path"),
        "mapache.training.job.main-class",
        CannedJob.class.getName(),
        "mapache.training.job.fast-main-class",
        CannedWorker.class.getName(),
        "mapache.training.job.java-options",
        "-Xmx64m -XX:TieredStopAtLevel=1");
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
