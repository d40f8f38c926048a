package io.mapache.trainer.feedback.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is remembered of predictions. */
@ConfigMapping(prefix = "mapache.feedback")
public interface FeedbackProperties {

  /** Predictions that wait for a label, at most; the oldest are forgotten (some 0.5 kB each). */
  @WithDefault("5000000")
  long predictions();

  /**
   * @throws IllegalArgumentException if nothing could be kept
   */
  default long predictionsOrRefuse() {
    if (predictions() < 1) {
      throw new IllegalArgumentException(
          "mapache.feedback.predictions: " + predictions() + " (expected: 1 or more)");
    }
    return predictions();
  }
}
