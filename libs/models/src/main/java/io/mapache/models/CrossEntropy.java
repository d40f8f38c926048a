package io.mapache.models;

/**
 * What answers cost, from logits: the cross-entropy of a sigmoid for one unit (label 1 is the
 * second class), else of a softmax with class numbers as labels. In the forms that never overflow;
 * Keras' {@code BinaryCrossentropy(from_logits=True)} and {@code
 * SparseCategoricalCrossentropy(from_logits=True)}.
 *
 * <p>All methods read {@code units} logits from {@code at} on.
 */
public final class CrossEntropy {

  private CrossEntropy() {}

  /** {@code -log p(label)} of one image. */
  public static double of(float[] logits, int at, int units, int label) {
    if (units == 1) {
      double z = logits[at];
      return Math.max(z, 0) - z * label + Math.log1p(Math.exp(-Math.abs(z)));
    }
    double largest = largest(logits, at, units);
    return Math.log(exponentials(logits, at, units, largest)) + largest - logits[at + label];
  }

  /**
   * The derivative by each logit of the mean over {@code n} images: probability minus truth, over
   * n.
   *
   * @param into overwritten at the same places
   */
  public static void gradient(float[] logits, int at, int units, int label, int n, float[] into) {
    if (units == 1) {
      into[at] = (float) ((1 / (1 + Math.exp(-(double) logits[at])) - label) / n);
      return;
    }
    double largest = largest(logits, at, units);
    double sum = exponentials(logits, at, units, largest);
    for (int u = 0; u < units; u++) {
      double probability = Math.exp(logits[at + u] - largest) / sum;
      into[at + u] = (float) ((probability - (u == label ? 1 : 0)) / n);
    }
  }

  /** The class with the largest logit; of one unit, the second class if it is above 0. */
  public static int answer(float[] logits, int at, int units) {
    if (units == 1) {
      return logits[at] > 0 ? 1 : 0;
    }
    int best = 0;
    for (int u = 1; u < units; u++) {
      if (logits[at + u] > logits[at + best]) {
        best = u;
      }
    }
    return best;
  }

  private static double exponentials(float[] logits, int at, int units, double largest) {
    double sum = 0;
    for (int u = 0; u < units; u++) {
      sum += Math.exp(logits[at + u] - largest);
    }
    return sum;
  }

  private static double largest(float[] logits, int at, int units) {
    double largest = logits[at];
    for (int u = 1; u < units; u++) {
      largest = Math.max(largest, logits[at + u]);
    }
    return largest;
  }
}
