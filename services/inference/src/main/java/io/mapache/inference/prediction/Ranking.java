package io.mapache.inference.prediction;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Classes by what the model thinks of them. */
final class Ranking {

  private Ranking() {}

  /**
   * @param classes in the order of the probabilities
   * @return most probable first; equally probable ones as they were
   */
  static List<Prediction.Scored> of(List<String> classes, float[] probabilities) {
    return IntStream.range(0, classes.size())
        .mapToObj(c -> new Prediction.Scored(classes.get(c), probabilities[c]))
        .sorted(Comparator.comparing(Prediction.Scored::probability).reversed())
        .toList();
  }

  /** Index of the most probable class; of equally probable ones the first. */
  static int best(float[] probabilities) {
    int best = 0;
    for (int c = 1; c < probabilities.length; c++) {
      if (probabilities[c] > probabilities[best]) {
        best = c;
      }
    }
    return best;
  }
}
