package io.mapache.models;

import java.util.Arrays;
import java.util.Random;

/**
 * The classifier on top of a base: one dense layer on its features. Two classes share one unit and
 * a sigmoid (label 1 is the second class by name); more classes have a unit each and a softmax.
 *
 * <p>Immutable by convention: nobody writes into the arrays after construction. Any number of
 * threads.
 *
 * @param classes number of classes, at least 2
 * @param kernel {@code [features, units]} in C order, as Keras stores a dense kernel
 * @param bias {@code [units]}
 */
public record Head(int classes, float[] kernel, float[] bias) {

  /** Length of the feature vector of Xception without its top. */
  public static final int FEATURES = 2048;

  public Head {
    if (classes < 2) {
      throw new IllegalArgumentException("head: " + classes + " classes (expected: at least 2)");
    }
    int units = unitsFor(classes);
    if (bias.length != units || kernel.length == 0 || kernel.length % units != 0) {
      throw new IllegalArgumentException(
          "head for %d classes: kernel of %d and bias of %d numbers (expected: features x %d and %d)"
              .formatted(classes, kernel.length, bias.length, units, units));
    }
  }

  /**
   * A head that has learnt nothing: kernel Glorot-uniform, {@code U(-l, l)} with {@code l = sqrt(6
   * / (fan_in + fan_out))} (the Keras default of Dense), bias zero.
   */
  public static Head fresh(int classes, long seed) {
    return fresh(classes, FEATURES, seed);
  }

  /** The same for a base with another number of features. */
  public static Head fresh(int classes, int features, long seed) {
    int units = unitsFor(classes);
    double limit = Math.sqrt(6.0 / (features + units));
    // java.util.Random, because its sequence is specified: the same seed gives the same head on any
    // JVM.
    Random random = new Random(seed);
    float[] kernel = new float[features * units];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) ((2 * random.nextDouble() - 1) * limit);
    }
    return new Head(classes, kernel, new float[units]);
  }

  /** Units of the dense layer: 1 for two classes, else one per class. */
  public static int unitsFor(int classes) {
    return classes == 2 ? 1 : classes;
  }

  public int units() {
    return bias.length;
  }

  /** Length of the feature vector this head reads. */
  public int features() {
    return kernel.length / bias.length;
  }

  /**
   * The dense layer. Sums in double, so that the order of summation (ONNX Runtime, libtorch and
   * this loop each have their own) stays below float32 rounding.
   *
   * @param features {@code [features()]}
   * @param out {@code [units()]}, overwritten
   */
  public void logits(float[] features, float[] out) {
    if (features.length != features() || out.length != units()) {
      throw new IllegalArgumentException(
          "head: %d features into %d logits (expected: %d into %d)"
              .formatted(features.length, out.length, features(), units()));
    }
    if (units() == 1) {
      out[0] = (float) (dot(features) + bias[0]);
      return;
    }
    double[] sums = rows(features);
    for (int u = 0; u < sums.length; u++) {
      out[u] = (float) (sums[u] + bias[u]);
    }
  }

  /** Probability of every class, {@code [classes]}, in the order of the class names. */
  public float[] probabilities(float[] features) {
    float[] logits = new float[units()];
    logits(features, logits);
    return probabilitiesOf(logits);
  }

  /** Turns the logits of this head into {@code [classes]} probabilities. */
  public float[] probabilitiesOf(float[] logits) {
    return logits.length == 1 ? sigmoid(logits[0]) : softmax(logits);
  }

  private static float[] sigmoid(float logit) {
    float second = (float) (1 / (1 + Math.exp(-logit)));
    return new float[] {1 - second, second};
  }

  private static float[] softmax(float[] logits) {
    float largest = logits[0];
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] powers = new double[logits.length];
    double sum = 0;
    for (int c = 0; c < logits.length; c++) {
      powers[c] = Math.exp((double) logits[c] - largest);
      sum += powers[c];
    }
    float[] probabilities = new float[logits.length];
    for (int c = 0; c < logits.length; c++) {
      probabilities[c] = (float) (powers[c] / sum);
    }
    return probabilities;
  }

  /** Four sums side by side: a single one would wait for each addition to finish. */
  private double dot(float[] features) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < features.length; i += 4) {
      a += (double) features[i] * kernel[i];
      b += (double) features[i + 1] * kernel[i + 1];
      c += (double) features[i + 2] * kernel[i + 2];
      d += (double) features[i + 3] * kernel[i + 3];
    }
    for (; i < features.length; i++) {
      a += (double) features[i] * kernel[i];
    }
    return a + b + c + d;
  }

  /** Walks the kernel once, row by row, in the order it lies in memory. */
  private double[] rows(float[] features) {
    int units = units();
    double[] sums = new double[units];
    for (int i = 0, at = 0; i < features.length; i++, at += units) {
      double feature = features[i];
      for (int u = 0; u < units; u++) {
        sums[u] += feature * kernel[at + u];
      }
    }
    return sums;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Head head
        && classes == head.classes
        && Arrays.equals(kernel, head.kernel)
        && Arrays.equals(bias, head.bias);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(kernel) + Arrays.hashCode(bias);
  }

  @Override
  public String toString() {
    return "Head[%d classes, %d x %d]".formatted(classes, features(), units());
  }
}
