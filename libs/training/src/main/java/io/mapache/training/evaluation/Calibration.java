package io.mapache.training.evaluation;

/**
 * Expected calibration error: answers are sorted into 15 equal bins by their probability; the mean
 * difference between probability and share of right answers, weighted by the bin's size. Source:
 * Guo et al., "On calibration of modern neural networks", 2017.
 */
final class Calibration {

  private static final int BINS = 15;

  private Calibration() {}

  /** 0 (honest) to 1; 0 for no images. */
  static double error(Answers answers, double temperature) {
    double[] confidence = new double[BINS];
    int[] right = new int[BINS];
    for (int i = 0; i < answers.count(); i++) {
      int answer = answers.answer(i);
      double probability = answers.probabilities(i, temperature)[answer];
      int bin = Math.min(BINS - 1, (int) (probability * BINS));
      confidence[bin] += probability;
      right[bin] += answer == answers.labels()[i] ? 1 : 0;
    }
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(right[bin] - confidence[bin]);
    }
    return answers.count() == 0 ? 0 : error / answers.count();
  }
}
