package io.mapache.bench.serving;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.contracts.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The inference service under test, as it was built, in a process of its own. */
final class Service implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Between two looks: each takes a core for a moment, which the requests miss. */
  private static final long LOOK_NANOS = 20_000_000;

  private final ServerProcess process;
  private final URI uri;
  private final Duration startToReady;

  private Service(ServerProcess process, URI uri, Duration startToReady) {
    this.process = process;
    this.uri = uri;
    this.startToReady = startToReady;
  }

  /**
   * Returns when it is ready.
   *
   * @param application {@code quarkus-app}
   * @param home with the blobs
   * @param threads of ONNX Runtime
   */
  static Service start(
      Workplace place, Path application, Path home, String bootstrapServers, int threads)
      throws IOException {
    int port = ServerProcess.freePort();
    List<String> command = new ArrayList<>(Jvm.LIKE_THE_SERVICE);
    command.addAll(List.of("-jar", application.resolve("quarkus-run.jar").toString()));
    Map<String, String> environment = new HashMap<>(Jvm.FEW_ARENAS);
    environment.put("MAPACHE_HOME", home.toString());
    environment.put("MAPACHE_BLOBS", home.resolve("blobs").toString());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
    environment.put("MAPACHE_INFERENCE_SERVING_THREADS", String.valueOf(threads));
    ServerProcess process = place.server("service", command, environment);
    URI uri = URI.create("http://127.0.0.1:" + port);
    return new Service(process, uri, process.awaitReady(uri, "/q/health/ready"));
  }

  Duration startToReady() {
    return startToReady;
  }

  Running running() {
    return new Running(process, target(Bed.MODEL));
  }

  /** The predict endpoints of these models, in turn. */
  Target target(String... models) {
    return new Target(
        uri,
        Arrays.stream(models).map(model -> "/v1/models/" + model + "/predict").toList(),
        Form.PLAIN);
  }

  double residentMegabytes() throws IOException {
    return process.residentMegabytes();
  }

  void forgetPeak() throws IOException {
    process.forgetPeak();
  }

  double peakMegabytes() throws IOException {
    return process.peakMegabytes();
  }

  /** What it says of a model. */
  JsonNode model(Connection connection, String model) throws IOException {
    return Json.mapper().readTree(connection.get("/v1/models/" + model).body());
  }

  Connection connection() {
    return new Connection(uri, PATIENCE);
  }

  /**
   * Waits until it serves a version, or a newer one.
   *
   * @return since when, as {@link System#nanoTime}
   * @throws IOException if it refuses, or takes more than a minute
   */
  long awaitServing(Connection connection, String model, int version) throws IOException {
    long start = System.nanoTime();
    while (true) {
      LockSupport.parkNanos(LOOK_NANOS);
      JsonNode said = model(connection, model);
      if (said.path("version").asInt() >= version && said.hasNonNull("since")) {
        return nanos(Instant.parse(said.path("since").asText()));
      }
      boolean unheardOf =
          said.path("reason").asText().equals("unknown-model"); // the event is on its way
      if (!unheardOf && (said.has("reason") || said.path("next").has("reason"))) {
        throw new IOException("the service refuses a bundle of the bench: " + said);
      }
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IOException("the service does not come to serve what it is asked to: " + said);
      }
    }
  }

  /** The processes of a machine have one {@link System#nanoTime}. */
  private static long nanos(Instant at) {
    Instant now = Instant.now();
    return System.nanoTime() - Duration.between(at, now).toNanos();
  }

  /**
   * Waits until so many bases are open: a replaced one is, until its last request is answered.
   *
   * @throws IOException if it takes more than a minute
   */
  void awaitBases(Connection connection, int bases) throws IOException {
    String wanted = "mapache_bases " + (double) bases;
    long start = System.nanoTime();
    while (connection.get("/q/metrics").text().lines().noneMatch(wanted::equals)) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IOException("the service keeps more bases open than " + bases);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
