package io.mapache.inference.prediction.micrometer;

import io.mapache.contracts.event.ServingRole;
import io.mapache.inference.prediction.AnswerWatch;
import io.mapache.inference.prediction.Input;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.prediction.Question;
import io.mapache.inference.serving.ModelVersion;
import io.mapache.inference.serving.ServingModels;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts images by what became of them, and times the stages of those that were answered. Who asked
 * says so by {@link #record}; of answers that nobody gets, the watch does.
 */
@Singleton
public class PredictionMeters implements AnswerWatch {

  private static final String FAILED = "failed";

  /** The role of what has no answer. */
  private static final String NONE = "none";

  /** Names that no deployment has given are one name: a caller must not make meters. */
  private static final String UNKNOWN = "unknown";

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500)
  };

  private final MeterRegistry meters;
  private final ServingModels models;
  private final ModelNames names;
  private final Timer decode;
  private final Timer queue;
  private final Timer compute;
  private final Timer total;

  PredictionMeters(MeterRegistry meters, ServingModels models, ModelNames names) {
    this.meters = meters;
    this.models = models;
    this.names = names;
    this.decode = timer("decode");
    this.queue = timer("queue");
    this.compute = timer("compute");
    this.total = timer("total");
  }

  private Timer timer(String stage) {
    return Timer.builder("mapache.predict")
        .description("Time of answered requests by stage; total is from the first byte of the body")
        .tag("stage", stage)
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }

  /**
   * @param prediction null if it failed by a fault of ours
   * @param nanos from the start of the request
   */
  public void record(String model, @Nullable Prediction prediction, long nanos) {
    if (prediction instanceof Prediction.Answered answered) {
      count(model, answered.role().code(), answered.outcome());
      decode.record(answered.stages().decode(), TimeUnit.NANOSECONDS);
      queue.record(answered.stages().queue(), TimeUnit.NANOSECONDS);
      compute.record(answered.stages().compute(), TimeUnit.NANOSECONDS);
      total.record(nanos, TimeUnit.NANOSECONDS);
    } else {
      count(model, NONE, prediction == null ? FAILED : prediction.outcome());
    }
  }

  @Override
  public void answered(Question question, Input input, Prediction.Answered answer) {
    if (answer.role() == ServingRole.SHADOW) {
      count(answer.by().model(), answer.role().code(), answer.outcome());
    }
  }

  @Override
  public void failed(ModelVersion by, ServingRole role) {
    if (role == ServingRole.SHADOW) {
      count(by.model(), role.code(), FAILED);
    }
  }

  private void count(String model, String role, String outcome) {
    String name = models.view(model).isPresent() ? names.of(model) : UNKNOWN;
    meters
        .counter("mapache.predictions", "model", name, "role", role, "outcome", outcome)
        .increment();
  }
}
