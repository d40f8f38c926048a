package io.mapache.training.head;

import java.nio.FloatBuffer;

/**
 * Adam as Keras 3 computes it, for one tensor:
 *
 * <pre>
 * m += (g - m) * (1 - b1)
 * v += (g*g - v) * (1 - b2)
 * w -= m * (lr * sqrt(1 - b2^t) / (1 - b1^t)) / (sqrt(v) + eps)
 * </pre>
 *
 * <p>Epsilon is added to the raw {@code sqrt(v)}, before bias correction, and the powers are those
 * of the betas rounded to float32: both show in the first steps. Source: keras {@code
 * src/optimizers/adam.py}.
 *
 * <p>Not thread-safe; m, v and t start at 0.
 */
final class Adam {

  private static final float BETA_1 = 0.9f;
  private static final float BETA_2 = 0.999f;
  private static final float SHARE_1 = 0.1f;
  private static final float SHARE_2 = 0.001f;
  private static final float EPSILON = 1e-7f;

  private final double learningRate;
  private final float[] m;
  private final float[] v;
  private int step;

  Adam(int size, double learningRate) {
    this.learningRate = learningRate;
    this.m = new float[size];
    this.v = new float[size];
  }

  /** Writes both moments. */
  void save(FloatBuffer into) {
    into.put(m).put(v);
  }

  /** Goes on from saved moments as if that many steps had been made. */
  void restore(FloatBuffer from, int made) {
    from.get(m).get(v);
    step = made;
  }

  int steps() {
    return step;
  }

  /** One step on the weights, in place. */
  void step(float[] weights, float[] gradient) {
    step++;
    float rate =
        (float)
            (learningRate * Math.sqrt(1 - Math.pow(BETA_2, step)) / (1 - Math.pow(BETA_1, step)));
    for (int i = 0; i < weights.length; i++) {
      float g = gradient[i];
      m[i] += (g - m[i]) * SHARE_1;
      v[i] += (g * g - v[i]) * SHARE_2;
      weights[i] -= m[i] * rate / ((float) Math.sqrt(v[i]) + EPSILON);
    }
  }
}
