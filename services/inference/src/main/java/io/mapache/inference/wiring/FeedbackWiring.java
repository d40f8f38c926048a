package io.mapache.inference.wiring;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Topic;
import io.mapache.inference.feedback.Captures;
import io.mapache.inference.feedback.Outbox;
import io.mapache.inference.feedback.Pictures;
import io.mapache.inference.feedback.Recorded;
import io.mapache.inference.feedback.Recorder;
import io.mapache.inference.feedback.Refusals;
import io.mapache.inference.feedback.ServingCounts;
import io.mapache.inference.feedback.config.FeedbackProperties;
import io.mapache.inference.feedback.kafka.CapturedTopic;
import io.mapache.inference.feedback.micrometer.FeedbackMeters;
import io.mapache.inference.prediction.Predictor;
import io.mapache.inference.serving.ModelState;
import io.mapache.inference.serving.ModelView;
import io.mapache.inference.serving.ServingModels;
import io.mapache.kafka.EventPublisher;
import io.mapache.kafka.KafkaSettings;
import io.mapache.kafka.TopicSetup;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts together what tells of answers, on threads of their own: {@code recorder} publishes answers,
 * {@code reporter} counts and refusals, {@code captures} predicts captured images.
 */
@Singleton
public class FeedbackWiring {

  private static final long REPORT_MILLIS = 10_000;
  private static final long LOOK_MILLIS = 1_000;
  private static final long RECORD_MILLIS = 250;

  private final KafkaSettings kafka;
  private final Recorded recorded;
  private final Clock clock = Clock.systemUTC();
  private final EventPublisher publisher;
  private final CapturedTopic captured;
  private final Recorder recorder;
  private final ServingCounts counts;
  private final Refusals refusals;
  private final ScheduledExecutorService reporter =
      Executors.newSingleThreadScheduledExecutor(Pools.named("reporter"));
  private final ScheduledExecutorService recording =
      Executors.newSingleThreadScheduledExecutor(Pools.named("recorder"));
  private final ScheduledExecutorService background =
      Executors.newSingleThreadScheduledExecutor(Pools.named("captures"));
  private TopicSetup setup;

  FeedbackWiring(
      FeedbackProperties properties,
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
    kafka = new KafkaSettings(servers, "inference");
    recorded = properties.record();
    publisher = new EventPublisher(kafka, "/mapache/inference");
    Outbox outbox = publisher::publish;
    String replica = replica();
    recorder = new Recorder(recorded, outbox, clock);
    counts = new ServingCounts(outbox, replica, clock);
    refusals = new Refusals(outbox, reporter, replica, clock);
    captured = new CapturedTopic(kafka, publisher);
  }

  /** Another process on the same machine is another replica. */
  private static String replica() {
    long process = ProcessHandle.current().pid();
    try {
      return InetAddress.getLocalHost().getHostName() + "/" + process;
    } catch (UnknownHostException e) {
      return "localhost/" + process;
    }
  }

  @Produces
  @Singleton
  Recorder recorder() {
    return recorder;
  }

  @Produces
  @Singleton
  ServingCounts counts() {
    return counts;
  }

  @Produces
  @Singleton
  Refusals refusals() {
    return refusals;
  }

  void start(
      @Observes StartupEvent start,
      Predictor predictor,
      ServingModels models,
      MeterRegistry registry,
      @ConfigProperty(name = "mapache.blobs") String blobs) {
    setup = TopicSetup.start(kafka, List.of(Topic.PREDICTIONS, Topic.MODELS));
    schedule(recording, recorder::drain, RECORD_MILLIS);
    schedule(reporter, counts::report, REPORT_MILLIS);
    Captures captures = captures(predictor, models, blobs);
    FeedbackMeters.register(registry, recorder, captures);
    if (recorded != Recorded.NONE) {
      schedule(background, captures::look, LOOK_MILLIS);
      captured.start(captures);
    }
  }

  private static void schedule(ScheduledExecutorService thread, Runnable task, long millis) {
    var unused =
        thread.scheduleWithFixedDelay(Pools.reported(task), millis, millis, TimeUnit.MILLISECONDS);
  }

  private Captures captures(Predictor predictor, ServingModels models, String blobs) {
    FolderBlobStore store = new FolderBlobStore(Path.of(blobs));
    Pictures pictures = image -> store.read(BlobKind.IMAGE, image.hex());
    return new Captures(
        new Captures.World(
            captured.models(),
            model ->
                models.view(model).flatMap(ModelView::current).filter(this::answers).isPresent(),
            pictures,
            (question, input) ->
                predictor.predict(question, List.of(input)).thenApply(answers -> answers.get(0)),
            publisher::publish),
        background,
        (delay, task) -> {
          var unused = background.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        },
        clock);
  }

  /** What rests is loaded when it is asked. */
  private boolean answers(ModelState state) {
    return state instanceof ModelState.Serving || state instanceof ModelState.Resting;
  }

  /** Before the service takes its parts apart. */
  void stopReading() {
    captured.close();
    Pools.end(background);
  }

  /** After it: what was answered is told last. */
  void close() {
    if (setup != null) {
      setup.close();
    }
    Pools.end(recording);
    recorder.drain();
    counts.report();
    Pools.end(reporter);
    publisher.close();
  }
}
