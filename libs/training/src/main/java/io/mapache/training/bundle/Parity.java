package io.mapache.training.bundle;

import io.mapache.training.evaluation.Answers;
import io.mapache.training.process.JobEnd;

/**
 * What is published has to answer as what was trained: probabilities within 1e-5, on real images,
 * or nothing is published.
 */
public final class Parity {

  private static final double LIMIT = 1e-5;

  private Parity() {}

  /**
   * Compares all answers.
   *
   * @param what was compared, for the message
   * @throws JobEnd as a bug of this program
   */
  public static void require(String what, Answers trained, Answers exported) {
    double largest = largest(trained, exported);
    if (!(largest <= LIMIT)) {
      throw JobEnd.broken(
          "%s: probabilities differ by up to %.2g on %d images (allowed: %.0e). Nothing was published; this is a bug."
              .formatted(what, largest, trained.count(), LIMIT));
    }
  }

  /** NaN if any probability is NaN. */
  static double largest(Answers a, Answers b) {
    double largest = 0;
    for (int i = 0; i < a.count(); i++) {
      double[] p = a.probabilities(i, 1);
      double[] q = b.probabilities(i, 1);
      for (int c = 0; c < p.length; c++) {
        double difference = Math.abs(p[c] - q[c]);
        if (!(difference <= largest)) {
          largest = difference;
        }
      }
    }
    return largest;
  }
}
