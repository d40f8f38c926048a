package io.mapache.training.epochs;

import io.mapache.models.CrossEntropy;

/** Loss and accuracy over the images of an epoch, batch by batch. Not thread-safe. */
public final class Tally {

  private final double[] classWeights;
  private double loss;
  private int right;
  private int images;

  /** Every image counts once. */
  public Tally() {
    this(null);
  }

  /**
   * @param classWeights what the loss of an image of each class counts; the accuracy counts each
   *     image once. Not to be modified
   */
  public Tally(double[] classWeights) {
    this.classWeights = classWeights;
  }

  /**
   * Counts a batch.
   *
   * @param logits {@code [n, units]}
   * @param labels class numbers of the n images
   */
  public void add(float[] logits, int units, int[] labels, int n) {
    for (int i = 0; i < n; i++) {
      double weight = classWeights == null ? 1 : classWeights[labels[i]];
      loss += weight * CrossEntropy.of(logits, i * units, units, labels[i]);
      if (CrossEntropy.answer(logits, i * units, units) == labels[i]) {
        right++;
      }
    }
    images += n;
  }

  public double loss() {
    return loss / images;
  }

  public double accuracy() {
    return (double) right / images;
  }
}
