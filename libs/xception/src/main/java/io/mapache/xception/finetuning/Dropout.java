package io.mapache.xception.finetuning;

import java.util.SplittableRandom;

/**
 * What a step leaves out of the features. Depends on seed and step alone, so a training that was
 * cut short and resumed leaves out the same as one that was not.
 *
 * @param rate share of the features left out
 */
record Dropout(double rate, long seed) {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  boolean isOff() {
    return rate == 0;
  }

  /** Factors for that many features: 0 where one is left out, {@code 1/(1-rate)} elsewhere. */
  float[] mask(int step, int size) {
    SplittableRandom random = new SplittableRandom(seed ^ (GOLDEN_GAMMA * (step + 1)));
    float kept = (float) (1 / (1 - rate));
    float[] mask = new float[size];
    for (int i = 0; i < size; i++) {
      mask[i] = random.nextDouble() < rate ? 0 : kept;
    }
    return mask;
  }
}
