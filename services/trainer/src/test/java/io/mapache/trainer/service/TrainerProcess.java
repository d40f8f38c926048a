package io.mapache.trainer.service;

import io.mapache.trainer.trainings.process.CannedJob;
import io.mapache.trainer.trainings.process.CannedWorker;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The packaged trainer as it runs in earnest, to be killed; one home folder over all starts. */
final class TrainerProcess {

  private final Path home;
  private final String bootstrapServers;
  private final int port;
  private Process process;

  TrainerProcess(Path home, String bootstrapServers) throws IOException {
    this.home = home;
    this.bootstrapServers = bootstrapServers;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-jar",
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath().toString());
    var environment = builder.environment();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    environment.put("MAPACHE_HOME", home.toString());
    environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
    environment.put("MAPACHE_TRAINING_JOB_CLASS_PATH", System.getProperty("java.class.path"));
    environment.put("MAPACHE_TRAINING_JOB_MAIN_CLASS", CannedJob.class.getName());
    environment.put("MAPACHE_TRAINING_JOB_FAST_MAIN_CLASS", CannedWorker.class.getName());
    environment.put("MAPACHE_TRAINING_JOB_JAVA_OPTIONS", "-Xmx64m -XX:TieredStopAtLevel=1");
    // Meant for the job; the service must not stumble over it.
    environment.put("MAPACHE_WEIGHTS", "/nowhere/weights.h5");
    File log = log().toFile();
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
  }

  Path log() {
    return home.resolve("trainer.log");
  }

  /** kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; false if it does not end in time. */
  boolean end() throws InterruptedException {
    process.destroy();
    return process.waitFor(15, TimeUnit.SECONDS);
  }

  boolean alive() {
    return process != null && process.isAlive();
  }

  /** Resident memory in MB, as Linux tells it. */
  long residentMb() throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .sum();
  }
}
