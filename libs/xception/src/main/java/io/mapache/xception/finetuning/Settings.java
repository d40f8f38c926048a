package io.mapache.xception.finetuning;

import java.util.List;

/**
 * What a fine-tuning needs to know beyond its weights.
 *
 * @param imageSize side of the images in pixels, at least 71
 * @param learningRate of Adam; the guide fine-tunes at 1e-5
 * @param dropout share of the features that a step leaves out, 0 (none) up to below 1
 * @param seed decides what dropout leaves out; same seed, same machine, same threads: same result
 * @param threads of one operation of libtorch
 * @param device {@code cpu} or {@code cuda}
 * @param classWeights what the loss of an example of each class counts in a step, by class number;
 *     empty: 1
 */
public record Settings(
    int imageSize,
    double learningRate,
    double dropout,
    long seed,
    int threads,
    String device,
    List<Double> classWeights) {

  /** Every example counts once. */
  public Settings(
      int imageSize, double learningRate, double dropout, long seed, int threads, String device) {
    this(imageSize, learningRate, dropout, seed, threads, device, List.of());
  }

  public Settings {
    if (!(learningRate > 0 && learningRate < 1)) {
      throw new IllegalArgumentException(
          "learning rate: " + learningRate + " (expected: above 0 and below 1)");
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout: " + dropout + " (expected: 0 up to below 1)");
    }
    classWeights = List.copyOf(classWeights);
  }
}
