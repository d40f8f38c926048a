package io.mapache.xception.finetuning;

import io.mapache.models.CrossEntropy;
import java.util.List;

/**
 * Mean cross-entropy of a batch from logits, with its gradient. In double and in plain Java: it is
 * a few numbers per image, and the framework's own sigmoid loss has the wrong sign.
 *
 * @param value mean over the batch
 * @param gradient of the mean by each logit, {@code [n, units]} in C order
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Loss(double value, float[] gradient) {

  /**
   * One unit: sigmoid, label 1 is the second class. More: softmax over the classes.
   *
   * @param logits {@code [n, units]} in C order
   * @param labels n class numbers from 0
   */
  static Loss of(float[] logits, int[] labels) {
    return of(logits, labels, List.of(), labels.length);
  }

  /**
   * The same with each example's loss multiplied by the weight of its class, still divided by the
   * number of examples, as Keras' {@code class_weight} does.
   *
   * @param classWeights by class number; empty: 1
   * @param n number of examples to divide by: more than there are labels if these are a share of a
   *     batch, whose shares then add up to the mean of the batch
   */
  static Loss of(float[] logits, int[] labels, List<Double> classWeights, int n) {
    int units = logits.length / labels.length;
    float[] gradient = new float[logits.length];
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      double weight = classWeights.isEmpty() ? 1 : classWeights.get(labels[i]);
      sum += weight * CrossEntropy.of(logits, i * units, units, labels[i]);
      CrossEntropy.gradient(logits, i * units, units, labels[i], n, gradient);
      for (int at = i * units; at < (i + 1) * units; at++) {
        gradient[at] = (float) (weight * gradient[at]);
      }
    }
    return new Loss(sum / n, gradient);
  }
}
