package io.mapache.inference.wiring;

import io.mapache.blobs.FolderBlobStore;
import io.mapache.imaging.Decoded;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.Resize;
import io.mapache.inference.batching.Batching;
import io.mapache.inference.batching.Lane;
import io.mapache.inference.batching.Lull;
import io.mapache.inference.batching.config.BatchingProperties;
import io.mapache.inference.oip.Catalogue;
import io.mapache.inference.oip.Inference;
import io.mapache.inference.oip.RequestLimits;
import io.mapache.inference.oip.RequestMemory;
import io.mapache.inference.oip.ServerMetadata;
import io.mapache.inference.prediction.AnswerWatch;
import io.mapache.inference.prediction.Predictor;
import io.mapache.inference.prediction.Shadows;
import io.mapache.inference.prediction.config.PredictionProperties;
import io.mapache.inference.prediction.explain.Overlays;
import io.mapache.inference.prediction.micrometer.PredictionMeters;
import io.mapache.inference.prediction.web.Bodies;
import io.mapache.inference.serving.Base;
import io.mapache.inference.serving.Bases;
import io.mapache.inference.serving.Device;
import io.mapache.inference.serving.Loader;
import io.mapache.inference.serving.Memory;
import io.mapache.inference.serving.ModelSource;
import io.mapache.inference.serving.ModelWatch;
import io.mapache.inference.serving.Openings;
import io.mapache.inference.serving.Pins;
import io.mapache.inference.serving.Preparation;
import io.mapache.inference.serving.Readiness;
import io.mapache.inference.serving.RefusedException;
import io.mapache.inference.serving.Registrations;
import io.mapache.inference.serving.Room;
import io.mapache.inference.serving.ServingModels;
import io.mapache.inference.serving.Traffic;
import io.mapache.inference.serving.Verification;
import io.mapache.inference.serving.blobs.BlobModelSource;
import io.mapache.inference.serving.config.ServingProperties;
import io.mapache.inference.serving.kafka.DeploymentsTopic;
import io.mapache.inference.serving.kafka.RegistrationsTopic;
import io.mapache.inference.serving.memory.MachineMemory;
import io.mapache.inference.serving.memory.MemoryBudget;
import io.mapache.inference.serving.onnx.OnnxEngine;
import io.mapache.models.session.PassThreads;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.context.ManagedExecutor;

/** Puts the parts together and takes them apart: the one place that knows all of them. */
@Singleton
public class Wiring {

  private final Pools pools;
  private final ServingModels models;
  private final Bases bases;
  private final Loader loader;
  private final Registrations registrations = new Registrations();
  private final Traffic traffic;
  private final Device device;
  private final ImageDecoder decoder = new ImageDecoder();

  Wiring(
      BatchingProperties batchingProperties,
      ServingProperties serving,
      PredictionProperties prediction,
      @ConfigProperty(name = "mapache.blobs") String blobs,
      @All List<ModelWatch> watches) {
    device = OnnxEngine.use(serving.deviceOrRefuse());
    Batching batching = batchingProperties.toBatching(device.isGpu());
    PassThreads threads = threads(serving, batching);
    pools =
        new Pools(
            batchingProperties.readersOrDefault(device.isGpu()),
            prediction.decodersOrAll(),
            prediction.decodeQueueOrRefuse(),
            batching.slots(),
            threads::enterAsFirst);
    pools.bases.execute(OnnxEngine::start);
    models = new ServingModels(new ModelWatches(watches), Clock.systemUTC());
    ModelSource source = new BlobModelSource(new FolderBlobStore(Path.of(blobs)));
    bases =
        new Bases(
            source,
            new OnnxEngine(threads),
            base -> lane(base, batching),
            batching.maxBatch(),
            pools.checks,
            pools.closer);
    Room room =
        new Room(
            models,
            bases,
            memory(serving),
            serving.maxBasesOrAny(),
            serving.idleAfter(),
            System::nanoTime);
    loader =
        new Loader(
            models,
            new Preparation(source, new Verification(this::pixels), pools.closer),
            new Openings(bases, room, pools.deciding, pools.bases),
            new Pins(models, serving.pinnedOrRefuse(), System::nanoTime),
            lull(),
            pools.deciding,
            pools.checks,
            work -> later(work, serving.retryAfter()));
    traffic = new Traffic(models, registrations, loader, serving.loadWait(), System::nanoTime);
  }

  /** Two passes at a time would pin their first threads to the same core. */
  private PassThreads threads(ServingProperties serving, Batching batching) {
    int count = serving.threadsOrAll();
    boolean pins = serving.pinThreads() && !device.isGpu() && batching.slots() == 1;
    return pins ? PassThreads.pinned(count) : PassThreads.anywhere(count);
  }

  private static Memory memory(ServingProperties serving) {
    return serving
        .memoryBudget()
        .<Memory>map(size -> new MemoryBudget(size.asLongValue()))
        .orElseGet(MachineMemory::new);
  }

  private void later(Runnable work, Duration delay) {
    pools.loader.schedule(Pools.reported(work), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Passes on a GPU do not miss a core. */
  private Runnable lull() {
    return device.isGpu() ? () -> {} : new Lull(pools.slots, System::nanoTime)::await;
  }

  private Lane lane(Base base, Batching batching) {
    return new Lane(
        batching, () -> base.forward(batching.maxBatch()), pools.workers, System::nanoTime);
  }

  private float[] pixels(byte[] png, int size) throws RefusedException {
    Decoded decoded = decoder.decode(png);
    if (decoded instanceof Decoded.Image image) {
      return Resize.bilinear(image.picture(), size);
    }
    throw RefusedException.forGood("a golden input is no picture: " + decoded);
  }

  @Produces
  @Singleton
  ServingModels models() {
    return models;
  }

  @Produces
  @Singleton
  Device device() {
    return device;
  }

  @Produces
  @Singleton
  Registrations registrations() {
    return registrations;
  }

  @Produces
  @Singleton
  Bases bases() {
    return bases;
  }

  @Produces
  @Singleton
  Loader loader() {
    return loader;
  }

  @Produces
  @Singleton
  Readiness readiness() {
    return new Readiness(models, loader::wanted);
  }

  @Produces
  @Singleton
  Bodies bodies(PredictionProperties prediction) {
    return new Bodies(prediction.maxBody(), prediction.maxBodies());
  }

  @Produces
  @Singleton
  Predictor predictor(@All List<AnswerWatch> watches) {
    AnswerWatch watch = new AnswerWatches(watches);
    return new Predictor(
        traffic,
        decoder,
        pools.decode,
        System::nanoTime,
        watch,
        new Shadows(traffic, decoder, pools.shadow, watch));
  }

  @Produces
  @Singleton
  RequestLimits limits(PredictionProperties prediction) {
    int bytes = Math.min(prediction.maxBody(), prediction.maxSeveralOrRefuse());
    int unpacked = prediction.maxBodies() / 2;
    return new RequestLimits(bytes, prediction.maxImagesOrRefuse(), unpacked);
  }

  @Produces
  @Singleton
  Catalogue catalogue(
      Readiness readiness,
      RequestLimits limits,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    return new Catalogue(ServerMetadata.of(version), models, readiness, limits);
  }

  @Produces
  @Singleton
  Inference inference(
      Catalogue catalogue,
      Predictor predictor,
      Bodies bodies,
      RequestLimits limits,
      ManagedExecutor workers,
      PredictionMeters meters) {
    return new Inference(
        catalogue, traffic, predictor, new MemoryOf(bodies), limits, workers, meters::record);
  }

  private record MemoryOf(Bodies bodies) implements RequestMemory {

    @Override
    public boolean hold(int bytes) {
      return bodies.hold(bytes);
    }

    @Override
    public void release(int bytes) {
      bodies.release(bytes);
    }
  }

  @Produces
  @Singleton
  Overlays overlays() {
    return new Overlays(decoder, pools.decode);
  }

  /** From the outside in: no new wishes, no new loads, the last answers, then native memory. */
  void end(
      @Observes ShutdownEvent shutdown,
      DeploymentsTopic deployments,
      RegistrationsTopic registered,
      FeedbackWiring feedback) {
    feedback.stopReading();
    deployments.close();
    registered.close();
    Pools.end(pools.bases);
    Pools.end(pools.checks);
    Pools.end(pools.loader);
    models.close();
    Pools.end(pools.shadow);
    Pools.end(pools.decode);
    Pools.end(pools.read);
    Pools.end(pools.compute);
    Pools.end(pools.closer);
    feedback.close();
  }
}
