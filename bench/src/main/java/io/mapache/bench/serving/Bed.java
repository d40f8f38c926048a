package io.mapache.bench.serving;

import io.mapache.bench.Options;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.models.graph.HeadGraph;
import io.mapache.xception.weights.BaseWeights;
import io.mapache.xception.weights.WeightStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What everything is measured on: a broker, bundles in a blob store, the service under test, the
 * bare loop and the load generator, each in a process of its own.
 */
final class Bed implements AutoCloseable {

  /** The model that answers unless a part needs more. */
  static final String MODEL = "bench";

  /** Under way at a time when requests come by a schedule: more than ever wait. */
  static final int CONNECTIONS = 64;

  /** Under way at a time at saturation: the largest batch, and another one. */
  static final int SATURATING = 16;

  /** Requests after which a server without a compiler of its own is warm. */
  private static final int INTERPRETED = 300;

  /** Requests after which the bare loop is: it has little code. */
  private static final int SIMPLE = 1_500;

  private final Workplace place;
  private final Path application;
  private final Scale scale;
  private final int threads;
  private final List<byte[]> pictures;
  private final String bootstrapServers;
  private final Deployments deployments;
  private final Bundles bundles;
  private final BaseWeights weights;
  private final Bundles.Base base;
  private final Path head;
  private final Worker generator;
  private final Worker bare;
  private final List<String> folder; // of pictures, or none
  private Worker pinnedBare; // null until it is needed
  private boolean bareIsWarm;
  private Service service; // null until it is needed
  private OptionalDouble saturation = OptionalDouble.empty();

  Bed(Workplace place, Options options) throws Exception {
    this.place = place;
    this.scale = options.has("quick") ? Scale.QUICK : Scale.FULL;
    this.threads = options.threads();
    Path images = options.path("images", null);
    this.pictures = Pictures.from(images);
    this.application = Built.inference(place);
    int port = ServerProcess.freePort();
    ServerProcess broker = Built.broker(place, port);
    this.bootstrapServers = "localhost:" + port;
    this.bundles = new Bundles(new FolderBlobStore(home().resolve("blobs")), pictures, threads);
    this.weights = new WeightStore(Options.home()).imageNet();
    this.base = bundles.base(weights);
    this.head = place.path("head.onnx");
    HeadGraph.write(Bundles.head(base, 0), Map.of(), head);
    this.folder = images == null ? List.of() : List.of(images.toAbsolutePath().toString());
    this.generator = place.worker("generator", LoadGenerator.class, folder);
    this.bare = bare("bare-loop", BareProcess.ANYWHERE);
    broker.awaitWord("broker ready");
    this.deployments = new Deployments(bootstrapServers);
  }

  private Worker bare(String name, String cores) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(base.file().toString(), head.toString(), String.valueOf(threads), cores));
    arguments.addAll(folder);
    return place.worker(name, BareProcess.class, arguments);
  }

  private Path home() {
    return place.path("home");
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
    Path joined = place.path("model.onnx");
    Bundles.join(base, head, joined);
    return joined;
  }

  Workplace place() {
    return place;
  }

  /** The service, warm, with {@link #MODEL} on it. */
  Service service() throws IOException {
    return service == null ? freshService() : service;
  }

  /** The same in a new process, which has seen nothing else. */
  Service freshService() throws IOException {
    deployments.deploy(MODEL, publish(MODEL, 0));
    Service fresh = restartService();
    warm(fresh.target(MODEL), scale.warmUp());
    saturation = OptionalDouble.empty(); // of another process, in another hour
    return fresh;
  }

  /** In a new process, not warm. */
  Service restartService() throws IOException {
    if (service != null) {
      service.close();
    }
    service = Service.start(place, application, home(), bootstrapServers, threads);
    return service;
  }

  /** Of a server that compiles nothing while it serves. */
  void warm(Target target) throws IOException {
    warm(target, Math.min(INTERPRETED, scale.warmUp()));
  }

  /** In rounds, as it is measured: a JVM compiles anew for what it sees only at their ends. */
  private void warm(Target target, int requests) throws IOException {
    for (int left = requests; left > 0; left -= scale.backlog()) {
      served(target, Arrivals.backlog(Math.min(left, scale.backlog())), SATURATING);
    }
  }

  /** Once: its process stays the same. */
  void warmBareLoop() throws IOException {
    if (!bareIsWarm) {
      bare(Arrivals.backlog(Math.min(SIMPLE, scale.warmUp())), 1);
      bareIsWarm = true;
    }
  }

  Answers bare(Arrivals arrivals, int atOnce) throws IOException {
    return bare.carryOut(new BareProcess.Order(arrivals, atOnce));
  }

  /** Its threads on the cores that the service's are on; warm, one image after the other. */
  Answers pinnedBare(Arrivals arrivals) throws IOException {
    if (pinnedBare == null) {
      pinnedBare = bare("bare-loop-pinned", BareProcess.PINNED);
      Arrivals warming = Arrivals.backlog(Math.min(SIMPLE, scale.warmUp()));
      pinnedBare.carryOut(new BareProcess.Order(warming, 1));
    }
    return pinnedBare.carryOut(new BareProcess.Order(arrivals, 1));
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
  public void close() {
    deployments.close();
  }
}
