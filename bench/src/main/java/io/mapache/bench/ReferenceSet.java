package io.mapache.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A data set that Keras was trained on ten times, seeds 1 to 10: frozen features, un-augmented,
 * Adam at 1e-3, dropout 0.2, batches of 32, the epoch with the lowest validation loss. Test
 * accuracies with Keras 3.15.1.
 */
enum ReferenceSet {
  /** 600 cats and 600 dogs. */
  CATS(20, SplitRule.COMMON, 0.9551, 0.9669, 0.9719),
  /** Twelve classes of Caltech-101, at most 85 images each. */
  CALTECH(30, SplitRule.COMMON, 0.9539, 0.9632, 0.9737),
  /** All 2,624 solar cells, defective from a probability of 0.5 on. */
  ELPV(60, new SplitRule(0.6375, 0.75), 0.8463, 0.8559, 0.8600);

  final int epochs;
  final SplitRule rule;
  final double lowest;
  final double mean;
  final double highest;

  ReferenceSet(int epochs, SplitRule rule, double lowest, double mean, double highest) {
    this.epochs = epochs;
    this.rule = rule;
    this.lowest = lowest;
    this.mean = mean;
    this.highest = highest;
  }

  static ReferenceSet of(String name) {
    return Arrays.stream(values())
        .filter(set -> set.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--set: '%s' (expected: one of %s)"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(ReferenceSet::toString)
                                .collect(Collectors.joining(", ")))));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
