package io.mapache.training.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether probabilities mean what they say: answers are sorted into 15 equal bins by their
 * probability, and each bin's mean is held against its share of right answers. Source: Guo et al.,
 * "On calibration of modern neural networks", 2017.
 */
public final class Calibration {

  private static final int BINS = 15;

  private Calibration() {}

  /**
   * The answers of about one probability.
   *
   * @param confidence their mean probability
   * @param accuracy share of right ones
   */
  public record Bin(int images, double confidence, double accuracy) {}

  /** The bins that have images, by probability. */
  public static List<Bin> bins(Answers answers, double temperature) {
    int[] images = new int[BINS];
    int[] right = new int[BINS];
    double[] confidence = new double[BINS];
    for (int i = 0; i < answers.count(); i++) {
      int answer = answers.answer(i);
      double probability = answers.probabilities(i, temperature)[answer];
      int bin = Math.min(BINS - 1, (int) (probability * BINS));
      images[bin]++;
      confidence[bin] += probability;
      right[bin] += answer == answers.labels()[i] ? 1 : 0;
    }
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      if (images[bin] > 0) {
        bins.add(
            new Bin(images[bin], confidence[bin] / images[bin], (double) right[bin] / images[bin]));
      }
    }
    return bins;
  }

  /**
   * Expected calibration error: the mean gap between probability and accuracy, weighted by the
   * bins' sizes; 0 (honest) to 1; 0 for no images.
   */
  public static double error(Answers answers, double temperature) {
    double gaps = 0;
    for (Bin bin : bins(answers, temperature)) {
      gaps += bin.images() * Math.abs(bin.accuracy() - bin.confidence());
    }
    return answers.count() == 0 ? 0 : gaps / answers.count();
  }
}
