package io.mapache.trainer.trainings.config;

import io.mapache.trainer.trainings.TriggerPacing;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How trainings that nobody asks for wait for the end of an upload. */
@ConfigMapping(prefix = "mapache.training.trigger")
public interface TriggerProperties {

  /**
   * Counts in full into the time from a label to the model that knows it: with 2 s, what took 2.1
   * to 4.3 s (docs/benchmarks/label-to-served.md) stays well below 10 s. A folder that is uploaded
   * brings 60 to 120 labels a second (ADR 0001), so 2 s without one are an end and not a gap.
   */
  @WithDefault("PT2S")
  Duration pause();

  /** A stream that never pauses is trained on as it is after this time. */
  @WithDefault("PT60S")
  Duration longestWait();

  default TriggerPacing toPacing() {
    return new TriggerPacing(pause(), longestWait());
  }
}
