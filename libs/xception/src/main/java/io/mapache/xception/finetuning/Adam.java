package io.mapache.xception.finetuning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam exactly as Keras 3 has it. Its epsilon stands beside the raw {@code sqrt(v)}, before the
 * bias correction; after it, the first step of a full fine-tuning would be 4 % longer.
 *
 * <pre>
 * m += (g - m) * (1 - b1)
 * v += (g*g - v) * (1 - b2)
 * w -= m * (lr * sqrt(1 - b2^t) / (1 - b1^t)) / (sqrt(v) + eps)
 * </pre>
 *
 * Owns m and v, in a manager that {@link #close} frees: an optimizer of DJL keeps the state of
 * every trainer that ever used it. Source: keras/src/optimizers/adam.py.
 */
final class Adam implements AutoCloseable {
  private static final float EPSILON = 1e-7f;
  private static final float KEEP_LESS_OF_M = 0.1f;
  private static final float KEEP_LESS_OF_V = 0.001f;

  /** Keras takes the powers of the betas as float32 has them: the first step is 6.6e-6 shorter. */
  private static final double BETA1 = 0.9f;

  private static final double BETA2 = 0.999f;

  private final NDManager state;
  private final List<NDArray> weights;
  private final List<NDArray> means = new ArrayList<>();
  private final List<NDArray> variances = new ArrayList<>();
  private int steps;

  /**
   * @param weights not owned
   */
  Adam(NDManager parent, List<NDArray> weights) {
    this.state = parent.newSubManager();
    this.weights = List.copyOf(weights);
    for (NDArray weight : weights) {
      means.add(state.zeros(weight.getShape()));
      variances.add(state.zeros(weight.getShape()));
    }
  }

  /**
   * Applies a gradient to each weight.
   *
   * @param gradients in the order of the weights; used up and closed
   */
  void step(double learningRate, List<NDArray> gradients) {
    steps++;
    double corrected =
        learningRate * Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
    for (int i = 0; i < weights.size(); i++) {
      try (NDArray gradient = gradients.get(i)) {
        update(weights.get(i), gradient, means.get(i), variances.get(i), (float) corrected);
      }
    }
  }

  private static void update(NDArray w, NDArray g, NDArray m, NDArray v, float rate) {
    try (NDArray towards = g.mul(g)) {
      v.addi(towards.subi(v).muli(KEEP_LESS_OF_V));
    }
    m.addi(g.subi(m).muli(KEEP_LESS_OF_M));
    try (NDArray spread = v.sqrt();
        NDArray change = m.div(spread.addi(EPSILON))) {
      w.subi(change.muli(rate));
    }
  }

  /** How many steps were made. */
  int steps() {
    return steps;
  }

  /** First moments, in the order of the weights. */
  List<NDArray> means() {
    return means;
  }

  /** Second moments, in the order of the weights. */
  List<NDArray> variances() {
    return variances;
  }

  /** Goes on as if that many steps had been made; the moments are set by the caller. */
  void resumeAt(int made) {
    steps = made;
  }

  int arraysHeld() {
    return state.getManagedArrays().size();
  }

  @Override
  public void close() {
    state.close();
  }
}
