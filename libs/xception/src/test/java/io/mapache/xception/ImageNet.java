package io.mapache.xception;

import io.mapache.xception.weights.BaseWeights;
import io.mapache.xception.weights.WeightStore;
import io.mapache.xception.weights.WeightsUnavailableException;
import org.junit.jupiter.api.Assumptions;

/** The ImageNet base for tests, looked for as the product looks for it, once in a JVM. */
public final class ImageNet {

  private static BaseWeights weights;

  private ImageNet() {}

  /** Skips the test if the base is nowhere to be had; with {@code CI=true} fails it. */
  public static synchronized BaseWeights weights() {
    if (weights == null) {
      try {
        weights = WeightStore.fromEnvironment().imageNet();
      } catch (WeightsUnavailableException e) {
        if ("true".equals(System.getenv("CI"))) {
          throw new AssertionError("CI has to test with the ImageNet base", e);
        }
        System.err.println("SKIPPED, no ImageNet base: " + e.getMessage());
        Assumptions.abort("no ImageNet base: " + e.getMessage());
      }
    }
    return weights;
  }
}
