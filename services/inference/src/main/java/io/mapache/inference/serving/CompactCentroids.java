package io.mapache.inference.serving;

import io.mapache.models.Centroids;

/**
 * {@link Centroids} in half the memory: of each number its upper 16 bits (bfloat16), rounded. A
 * thousand models on one base differ in little but their heads and these; a distance changes by
 * less than a thousandth. Immutable.
 */
final class CompactCentroids {

  private final int classes;
  private final char[] values; // [classes, features]

  CompactCentroids(Centroids centroids) {
    classes = centroids.classes();
    values = new char[centroids.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = upperHalf(centroids.values()[i]);
    }
  }

  private static char upperHalf(float value) {
    int bits = Float.floatToIntBits(value);
    return (char) (bits + 0x8000 >>> 16);
  }

  /** Euclidean distance to the nearest one. */
  double distance(float[] features) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      double squares = 0;
      for (int f = 0; f < features.length; f++) {
        float value = Float.intBitsToFloat(values[c * features.length + f] << 16);
        double difference = (double) features[f] - value;
        squares += difference * difference;
      }
      nearest = Math.min(nearest, squares);
    }
    return Math.sqrt(nearest);
  }
}
