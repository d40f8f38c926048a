package io.mapache.training.evaluation;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Area under the ROC curve: the probability that a random image of the second class scores above
 * one of the first, ties counting half (Mann and Whitney's U over the number of pairs).
 */
final class RocAuc {

  private RocAuc() {}

  /**
   * The area of these scores.
   *
   * @param scores the higher, the more the second class
   * @param labels 0 or 1
   * @return empty unless both classes are there
   */
  static OptionalDouble of(float[] scores, int[] labels) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double ranks = 0;
    long second = 0;
    for (int start = 0; start < order.length; ) {
      int end = start;
      while (end < order.length && scores[order[end]] == scores[order[start]]) {
        end++;
      }
      double meanRank = (start + 1 + end) / 2.0;
      for (int i = start; i < end; i++) {
        if (labels[order[i]] == 1) {
          ranks += meanRank;
          second++;
        }
      }
      start = Math.max(end, start + 1); // a NaN equals nothing, not even itself
    }
    long first = labels.length - second;
    return first == 0 || second == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((ranks - second * (second + 1) / 2.0) / ((double) first * second));
  }
}
