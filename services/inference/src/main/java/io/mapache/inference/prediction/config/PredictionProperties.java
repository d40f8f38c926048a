package io.mapache.inference.prediction.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** How requests come in. */
@ConfigMapping(prefix = "mapache.inference.prediction")
public interface PredictionProperties {

  /** Bytes of one image; more is 413. */
  @WithDefault("67108864")
  int maxBody();

  /** Bytes of all images that are in memory at the same time; what does not fit gets 429. */
  @WithDefault("100663296")
  int maxBodies();

  /** Threads that decode; all processors if absent. */
  OptionalInt decoders();

  /** Images that may wait to be decoded; then requests get 429. */
  @WithDefault("64")
  int decodeQueue();

  default int decodersOrAll() {
    return atLeastOne("decoders", decoders().orElse(Runtime.getRuntime().availableProcessors()));
  }

  default int decodeQueueOrRefuse() {
    return atLeastOne("decode-queue", decodeQueue());
  }

  private static int atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "mapache.inference.prediction." + key + ": " + value + " (expected: at least 1)");
    }
    return value;
  }
}
