package io.mapache.xception.finetuning;

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
    int units = logits.length / labels.length;
    return units == 1 ? sigmoid(logits, labels) : softmax(logits, labels, units);
  }

  /** {@code max(z,0) - zy + log(1 + exp(-|z|))}, the form that never overflows. */
  private static Loss sigmoid(float[] logits, int[] labels) {
    int n = labels.length;
    float[] gradient = new float[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double z = logits[i];
      sum += Math.max(z, 0) - z * labels[i] + Math.log1p(Math.exp(-Math.abs(z)));
      gradient[i] = (float) ((1 / (1 + Math.exp(-z)) - labels[i]) / n);
    }
    return new Loss(sum / n, gradient);
  }

  private static Loss softmax(float[] logits, int[] labels, int units) {
    int n = labels.length;
    float[] gradient = new float[logits.length];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      int row = i * units;
      double largest = Double.NEGATIVE_INFINITY;
      for (int u = 0; u < units; u++) {
        largest = Math.max(largest, logits[row + u]);
      }
      double total = 0;
      for (int u = 0; u < units; u++) {
        total += Math.exp(logits[row + u] - largest);
      }
      sum += Math.log(total) + largest - logits[row + labels[i]];
      for (int u = 0; u < units; u++) {
        double probability = Math.exp(logits[row + u] - largest) / total;
        gradient[row + u] = (float) ((probability - (u == labels[i] ? 1 : 0)) / n);
      }
    }
    return new Loss(sum / n, gradient);
  }
}
