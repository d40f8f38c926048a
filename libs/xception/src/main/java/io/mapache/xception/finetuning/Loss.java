package io.mapache.xception.finetuning;

import io.mapache.models.CrossEntropy;

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
    int n = labels.length;
    int units = logits.length / n;
    float[] gradient = new float[logits.length];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += CrossEntropy.of(logits, i * units, units, labels[i]);
      CrossEntropy.gradient(logits, i * units, units, labels[i], n, gradient);
    }
    return new Loss(sum / n, gradient);
  }
}
