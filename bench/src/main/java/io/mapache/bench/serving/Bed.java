package io.mapache.bench.serving;

import io.mapache.bench.Options;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.models.graph.HeadGraph;
import io.mapache.xception.weights.BaseWeights;
import io.mapache.xception.weights.WeightStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What everything is measured on: a broker, bundles in a blob store, the service under test, the
 * bare loop and the load generator, each in a process of its own, and a folder for all of it that
 * goes at the end.
 */
final class Bed implements AutoCloseable {

  /** The model that answers unless a part needs more. */
  static final String MODEL = "bench";

  /** Under way at a time when requests come by a schedule: more than ever wait. */
  static final int CONNECTIONS = 64;

  /** Under way at a time at saturation: more than the largest batch, and another one. */
  static final int SATURATING = 16;

  private final Path work;
  private final Path application;
  private final Scale scale;
  private final int threads;
  private final List<byte[]> pictures;
  private final ServerProcess broker;
  private final String bootstrapServers;
  private final Deployments deployments;
  private final Bundles bundles;
  private final BaseWeights weights;
  private final Bundles.Base base;
  private final Path head;
  private final Worker generator;
  private final Worker bare;
  private Service service; // null until it is needed
  private OptionalDouble saturation = OptionalDouble.empty();

  Bed(Options options) throws Exception {
    Path root = Options.scratch().toAbsolutePath().getParent().getParent();
    this.work = Files.createTempDirectory("mapache-serving-bench");
    this.scale = options.has("quick") ? Scale.QUICK : Scale.FULL;
    this.threads = options.threads();
    Path images = options.path("images", null);
    this.pictures = Pictures.from(images);
    this.application = copy(root.resolve("services/inference/target/quarkus-app"));
    int port = ServerProcess.freePort();
    this.broker = broker(root, port);
    this.bootstrapServers = "localhost:" + port;
    this.bundles = new Bundles(new FolderBlobStore(home().resolve("blobs")), pictures, threads);
    this.weights = new WeightStore(Options.home()).imageNet();
    this.base = bundles.base(weights);
    this.head = work.resolve("head.onnx");
    HeadGraph.write(Bundles.head(base, 0), Map.of(), head);
    List<String> folder = images == null ? List.of() : List.of(images.toAbsolutePath().toString());
    this.generator = Worker.start(LoadGenerator.class, folder, work.resolve("generator.log"));
    this.bare = bare(folder);
    this.deployments = new Deployments(bootstrapServers);
  }

  /** A build beside the bench must not take the jars from under a service. */
  private Path copy(Path built) throws IOException {
    if (!Files.isDirectory(built)) {
      throw new IOException(
          built + " is missing. Build it: mvn -DskipTests package -pl services/inference -am");
    }
    Path copy = work.resolve("quarkus-app");
    try (Stream<Path> files = Files.walk(built)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(built.relativize(file).toString()));
      }
    }
    return copy;
  }

  private ServerProcess broker(Path root, int port) throws IOException {
    List<String> command = new ArrayList<>(Jvm.LIKE_THE_BROKER);
    Path target = root.resolve("libs/broker/target");
    command.addAll(
        List.of("-cp", target + "/*:" + target + "/lib/*", "io.mapache.broker.BrokerMain"));
    command.addAll(List.of("--home", home().toString()));
    command.addAll(List.of("--port", String.valueOf(port)));
    command.addAll(List.of("--controller-port", String.valueOf(ServerProcess.freePort())));
    return ServerProcess.start(command, Map.of(), work.resolve("broker.log"));
  }

  private Worker bare(List<String> folder) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of(base.file().toString(), head.toString(), String.valueOf(threads)));
    arguments.addAll(folder);
    return Worker.start(BareProcess.class, arguments, work.resolve("bare.log"));
  }

  private Path home() {
    return work.resolve("home");
  }

  Scale scale() {
    return scale;
  }

  int threads() {
    return threads;
  }

  List<byte[]> pictures() {
    return pictures;
  }

  Deployments deployments() {
    return deployments;
  }

  private BaseWeights otherWeights() {
    String tensor = weights.architecture().table().tensors().get(0).name();
    float[] values = weights.tensor(tensor).clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= 1.01f;
    }
    return weights.with(Map.of(tensor, values));
  }

  /**
   * A version of a model on the base, with the head of a seed; that of seed 0 is the bare loop's.
   */
  Digest publish(String model, long seed) throws IOException {
    return bundles.publish(model, base, Bundles.head(base, seed));
  }

  /** The same of {@link #MODEL} on a base of other weights, as a fine-tuning leaves it. */
  Digest publishOnOtherBase(long seed) throws IOException {
    Bundles.Base other = bundles.base(otherWeights());
    return bundles.publish(MODEL, other, Bundles.head(other, seed));
  }

  /** The model of the bare loop as one graph. */
  Path joined() throws IOException {
    Path joined = work.resolve("model.onnx");
    Bundles.join(base, head, joined);
    return joined;
  }

  Path log(String name) {
    return work.resolve(name + ".log");
  }

  /** The service, warm, with {@link #MODEL} on it. */
  Service service() throws IOException {
    return service == null ? freshService(Map.of()) : service;
  }

  /** The same in a new process, which has seen nothing else. */
  Service freshService(Map<String, String> settings) throws IOException {
    deployments.deploy(MODEL, publish(MODEL, 0));
    Service fresh = restartService(settings);
    warm(fresh.target(MODEL));
    return fresh;
  }

  /** In a new process, not warm. */
  Service restartService(Map<String, String> settings) throws IOException {
    if (service != null) {
      service.close();
    }
    service = Service.start(application, home(), bootstrapServers, settings);
    return service;
  }

  void warm(Target target) throws IOException {
    served(target, Arrivals.backlog(scale.warmUp()), SATURATING);
  }

  void warmBareLoop() throws IOException {
    bare(Arrivals.backlog(scale.warmUp()), 1);
  }

  Answers bare(Arrivals arrivals, int atOnce) throws IOException {
    return bare.carryOut(new BareProcess.Order(arrivals, atOnce));
  }

  Answers served(Target target, Arrivals arrivals, int connections) throws IOException {
    return generator.carryOut(new LoadGenerator.Order(target, arrivals, connections));
  }

  Answers served(Target target, Arrivals arrivals) throws IOException {
    return served(target, arrivals, CONNECTIONS);
  }

  Worker generator() {
    return generator;
  }

  /** Answers a second of the service at its limit: as measured before, or a short look. */
  double saturation() throws IOException {
    if (saturation.isEmpty()) {
      saturation(atSaturation(service().target(MODEL)).perSecond());
    }
    return saturation.getAsDouble();
  }

  void saturation(double perSecond) {
    saturation = OptionalDouble.of(perSecond);
  }

  Answers atSaturation(Target target) throws IOException {
    return served(target, Arrivals.backlog(scale.backlog()), SATURATING);
  }

  /** Arrivals at half of saturation; those of a round are always the same. */
  Arrivals halfLoad(int round) throws IOException {
    return Arrivals.poisson(saturation() / 2, scale.round(), round);
  }

  @Override
  public void close() throws IOException {
    if (service != null) {
      service.close();
    }
    generator.close();
    bare.close();
    deployments.close();
    broker.close();
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
