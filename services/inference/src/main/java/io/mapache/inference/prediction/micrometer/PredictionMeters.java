package io.mapache.inference.prediction.micrometer;

import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.serving.ServingModels;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts requests by what became of them, and times the stages of those that were answered. */
@Singleton
public class PredictionMeters {

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
  private final Timer decode;
  private final Timer queue;
  private final Timer compute;
  private final Timer total;

  PredictionMeters(MeterRegistry meters, ServingModels models) {
    this.meters = meters;
    this.models = models;
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
  public void record(String model, Prediction prediction, long nanos) {
    count(model, prediction == null ? "failed" : prediction.outcome());
    if (prediction instanceof Prediction.Answered answered) {
      decode.record(answered.stages().decode(), TimeUnit.NANOSECONDS);
      queue.record(answered.stages().queue(), TimeUnit.NANOSECONDS);
      compute.record(answered.stages().compute(), TimeUnit.NANOSECONDS);
      total.record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  /** Names that no deployment has given are one name: a caller must not make meters. */
  private void count(String model, String outcome) {
    String known = models.view(model).isPresent() ? model : "unknown";
    meters.counter("mapache.predictions", "model", known, "outcome", outcome).increment();
  }
}
