package io.mapache.training.head;

import io.mapache.models.CrossEntropy;
import io.mapache.models.Head;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A head while it learns: weights, Adam's state, and one step. Not thread-safe.
 *
 * <p>The kernel lies unit by unit here, {@code [units, features]}, other than in a {@link Head}: so
 * both the dot products and the gradients walk memory in order.
 */
final class HeadLearner {

  private final int classes;
  private final int features;
  private final int units;
  private final float[] kernel;
  private final float[] bias;
  private final float[] kernelGradient;
  private final float[] biasGradient;
  private final Adam kernelAdam;
  private final Adam biasAdam;
  private final double[] classWeights;

  /**
   * @param classWeights what the loss of an image of each class counts
   */
  HeadLearner(Head start, double learningRate, double[] classWeights) {
    this.classWeights = classWeights;
    classes = start.classes();
    features = start.features();
    units = start.units();
    kernel = transposed(start.kernel(), features, units);
    bias = start.bias().clone();
    kernelGradient = new float[kernel.length];
    biasGradient = new float[units];
    kernelAdam = new Adam(kernel.length, learningRate);
    biasAdam = new Adam(units, learningRate);
  }

  int units() {
    return units;
  }

  /** The head as it is now, a copy. */
  Head head() {
    return new Head(classes, transposed(kernel, units, features), bias.clone());
  }

  /**
   * @param x {@code [n, features]}
   * @param into {@code [n, units]}, overwritten
   */
  void logits(float[] x, int n, float[] into) {
    for (int i = 0; i < n; i++) {
      for (int u = 0; u < units; u++) {
        into[i * units + u] =
            (float) (dot(x, i * features, kernel, u * features, features) + bias[u]);
      }
    }
  }

  /** All that steps change, to go on from later. */
  float[] state() {
    FloatBuffer state = FloatBuffer.allocate(3 * (kernel.length + bias.length));
    state.put(kernel).put(bias);
    kernelAdam.save(state);
    biasAdam.save(state);
    return state.array();
  }

  /** Goes on from a state after which that many steps had been made. */
  void restore(float[] saved, int steps) {
    FloatBuffer state = FloatBuffer.wrap(saved);
    state.get(kernel).get(bias);
    kernelAdam.restore(state, steps);
    biasAdam.restore(state, steps);
  }

  int steps() {
    return kernelAdam.steps();
  }

  /**
   * One step of Adam on the mean loss of a batch, each image's loss multiplied by the weight of its
   * class.
   *
   * @param logits {@code [n, units]}, overwritten with the answers before the step
   */
  void step(float[] x, int n, int[] labels, float[] logits) {
    logits(x, n, logits);
    gradients(x, n, labels, logits);
    kernelAdam.step(kernel, kernelGradient);
    biasAdam.step(bias, biasGradient);
  }

  private void gradients(float[] x, int n, int[] labels, float[] logits) {
    Arrays.fill(kernelGradient, 0);
    Arrays.fill(biasGradient, 0);
    float[] delta = new float[n * units];
    for (int i = 0; i < n; i++) {
      CrossEntropy.gradient(logits, i * units, units, labels[i], n, delta);
      for (int u = 0; u < units; u++) {
        float share = (float) (delta[i * units + u] * classWeights[labels[i]]);
        biasGradient[u] += share;
        add(share, x, i * features, kernelGradient, u * features, features);
      }
    }
  }

  /** Four sums side by side, in double: one alone would wait for each addition to finish. */
  private static double dot(float[] a, int atA, float[] b, int atB, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      s0 += (double) a[atA + i] * b[atB + i];
      s1 += (double) a[atA + i + 1] * b[atB + i + 1];
      s2 += (double) a[atA + i + 2] * b[atB + i + 2];
      s3 += (double) a[atA + i + 3] * b[atB + i + 3];
    }
    for (; i < n; i++) {
      s0 += (double) a[atA + i] * b[atB + i];
    }
    return s0 + s1 + s2 + s3;
  }

  private static void add(float share, float[] x, int atX, float[] into, int at, int n) {
    for (int i = 0; i < n; i++) {
      into[at + i] += share * x[atX + i];
    }
  }

  private static float[] transposed(float[] from, int rows, int columns) {
    float[] to = new float[from.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        to[c * rows + r] = from[r * columns + c];
      }
    }
    return to;
  }
}
