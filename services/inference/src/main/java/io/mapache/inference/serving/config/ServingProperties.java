package io.mapache.inference.serving.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How models are loaded and run. */
@ConfigMapping(prefix = "mapache.inference.serving")
public interface ServingProperties {

  /** Threads of one forward pass; all processors if absent. */
  OptionalInt threads();

  /** When a version whose blobs could not be read is tried again. */
  @WithDefault("PT15S")
  Duration retryAfter();

  default int threadsOrAll() {
    int threads = threads().orElse(Runtime.getRuntime().availableProcessors());
    if (threads < 1) {
      throw new IllegalArgumentException(
          "mapache.inference.serving.threads: " + threads + " (expected: at least 1)");
    }
    return threads;
  }
}
