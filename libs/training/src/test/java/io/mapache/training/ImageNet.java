package io.mapache.training;

import io.mapache.xception.weights.BaseWeights;
import io.mapache.xception.weights.WeightStore;
import io.mapache.xception.weights.WeightsUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The ImageNet base for tests, looked for as the product looks for it. */
public final class ImageNet {

  private ImageNet() {}

  /**
   * Puts it where a job with that home finds it. Skips the test if the base is nowhere to be had;
   * with {@code CI=true} fails it.
   */
  public static void provide(Path home) throws IOException {
    try {
      BaseWeights weights = WeightStore.fromEnvironment().imageNet();
      new WeightStore(home).keep(weights);
    } catch (WeightsUnavailableException e) {
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError("CI has to test with the ImageNet base", e);
      }
      System.err.println("SKIPPED, no ImageNet base: " + e.getMessage());
      Assumptions.abort("no ImageNet base: " + e.getMessage());
    }
  }
}
