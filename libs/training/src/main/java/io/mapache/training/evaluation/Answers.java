package io.mapache.training.evaluation;

import io.mapache.models.CrossEntropy;
import io.mapache.models.Head;
import io.mapache.training.rows.Rows;

/**
 * What a model answered to images whose labels are known.
 *
 * @param classes number of classes
 * @param logits {@code [n, 1 or classes]}
 * @param labels class numbers, {@code [n]}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Answers(int classes, float[] logits, int[] labels) {

  public Answers {
    if (logits.length != labels.length * Head.unitsFor(classes)) {
      throw new IllegalArgumentException(
          "answers: %d logits for %d images of %d classes"
              .formatted(logits.length, labels.length, classes));
    }
  }

  /** The head's answers to rows of features, computed as they are when served. */
  public static Answers of(Head head, Rows features, int[] labels) {
    float[] logits = new float[labels.length * head.units()];
    float[] row = new float[head.features()];
    float[] out = new float[head.units()];
    for (int i = 0; i < labels.length; i++) {
      features.read(i, row, 0);
      head.logits(row, out);
      System.arraycopy(out, 0, logits, i * out.length, out.length);
    }
    return new Answers(head.classes(), logits, labels);
  }

  public int count() {
    return labels.length;
  }

  private int units() {
    return Head.unitsFor(classes);
  }

  /** The class with the highest probability. */
  public int answer(int image) {
    return CrossEntropy.answer(logits, image * units(), units());
  }

  /** Negative log of the probability that the label got. */
  public double loss(int image) {
    return loss(image, labels[image]);
  }

  /** The same of another class. */
  double loss(int image, int label) {
    return CrossEntropy.of(logits, image * units(), units(), label);
  }

  /** {@code [classes]} probabilities of one image, from its logits divided by the temperature. */
  public double[] probabilities(int image, double temperature) {
    double[] probabilities = new double[classes];
    if (units() == 1) {
      double z = logits[image] / temperature;
      probabilities[1] = 1 / (1 + Math.exp(-z));
      probabilities[0] = 1 / (1 + Math.exp(z));
      return probabilities;
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      largest = Math.max(largest, logits[image * classes + c] / temperature);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      probabilities[c] = Math.exp(logits[image * classes + c] / temperature - largest);
      sum += probabilities[c];
    }
    for (int c = 0; c < classes; c++) {
      probabilities[c] /= sum;
    }
    return probabilities;
  }

  /** These answers with all logits divided by the temperature. */
  Answers cooled(double temperature) {
    float[] cooled = new float[logits.length];
    for (int i = 0; i < cooled.length; i++) {
      cooled[i] = (float) (logits[i] / temperature);
    }
    return new Answers(classes, cooled, labels);
  }

  double meanLoss() {
    double sum = 0;
    for (int i = 0; i < count(); i++) {
      sum += loss(i);
    }
    return count() == 0 ? 0 : sum / count();
  }
}
