package io.mapache.models;

/**
 * Class-activation map: how much each place of the last feature map speaks for a class. The
 * features are the means of that map, so the mean of an activation map and the bias add up to the
 * class' logit. Source: Zhou et al., "Learning deep features for discriminative localization",
 * 2016.
 */
public final class ActivationMap {

  private ActivationMap() {}

  /**
   * Of one image.
   *
   * @param activation {@code [s, s, features]} in C order: output {@code activation} of the base
   * @param label class number; of two classes, which share one logit, the first is its negative
   * @return {@code [s, s]}, above 0 where the place speaks for the class, without the bias
   * @throws IllegalArgumentException if the activation does not fit the head
   */
  public static float[] of(Head head, float[] activation, int label) {
    int features = head.features();
    if (activation.length == 0 || activation.length % features != 0) {
      throw new IllegalArgumentException(
          "activation of %d numbers (expected: a multiple of %d)"
              .formatted(activation.length, features));
    }
    int unit = head.units() == 1 ? 0 : label;
    int sign = head.units() == 1 && label == 0 ? -1 : 1;
    float[] map = new float[activation.length / features];
    for (int place = 0; place < map.length; place++) {
      double sum = 0;
      for (int f = 0; f < features; f++) {
        sum += (double) activation[place * features + f] * head.kernel()[f * head.units() + unit];
      }
      map[place] = (float) (sign * sum);
    }
    return map;
  }
}
