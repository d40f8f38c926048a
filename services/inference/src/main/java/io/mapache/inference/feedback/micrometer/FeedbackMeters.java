package io.mapache.inference.feedback.micrometer;

import io.mapache.inference.feedback.Captures;
import io.mapache.inference.feedback.Recorder;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what is told about answers. */
public final class FeedbackMeters {

  private FeedbackMeters() {}

  public static void register(MeterRegistry registry, Recorder recorder, Captures captures) {
    FunctionCounter.builder("mapache.feedback.recorded", recorder, Recorder::published)
        .description("answers to requests that are on Kafka")
        .register(registry);
    FunctionCounter.builder("mapache.feedback.dropped", recorder, Recorder::dropped)
        .description("answers to requests that were not recorded: Kafka was away or slow")
        .register(registry);
    FunctionCounter.builder("mapache.captures.predicted", captures, Captures::predicted)
        .description("captured images whose prediction is on Kafka")
        .register(registry);
    FunctionCounter.builder("mapache.captures.dead", captures, Captures::deadLetters)
        .description("captured images that were put aside as dead letters")
        .register(registry);
  }
}
