package io.mapache.inference.prediction.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** How requests come in. */
@ConfigMapping(prefix = "mapache.inference.prediction")
public interface PredictionProperties {

  /** Bytes of a request, and so of one image; more is 413. */
  @WithDefault("67108864")
  int maxBody();

  /** Bytes of a request with several images, as they are sent; more is 413. */
  @WithDefault("33554432")
  int maxSeveral();

  /** Images of one request; more is 413. */
  @WithDefault("32")
  int maxImages();

  /** Models that metrics know by name, first come first; the others are {@code other}. */
  @WithDefault("100")
  int namedModels();

  /** Bytes of all images that are in memory at the same time; what does not fit gets 429. */
  @WithDefault("100663296")
  int maxBodies();

  /** Threads that read large pictures; all processors if absent. */
  OptionalInt decoders();

  /** Large pictures that may wait to be read; then requests get 429. */
  @WithDefault("64")
  int decodeQueue();

  default int decodersOrAll() {
    return atLeastOne("decoders", decoders().orElse(Runtime.getRuntime().availableProcessors()));
  }

  default int decodeQueueOrRefuse() {
    return atLeastOne("decode-queue", decodeQueue());
  }

  /** Half of all bodies at most: what is unpacked takes as much room again. */
  default int maxSeveralOrRefuse() {
    if (maxSeveral() < 1 || maxSeveral() > maxBodies() / 2) {
      throw new IllegalArgumentException(
          "mapache.inference.prediction.max-several: %d (expected: 1 to half of max-bodies, %d)"
              .formatted(maxSeveral(), maxBodies() / 2));
    }
    return maxSeveral();
  }

  default int maxImagesOrRefuse() {
    return atLeastOne("max-images", maxImages());
  }

  default int namedModelsOrRefuse() {
    return atLeastOne("named-models", namedModels());
  }

  private static int atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "mapache.inference.prediction." + key + ": " + value + " (expected: at least 1)");
    }
    return value;
  }
}
