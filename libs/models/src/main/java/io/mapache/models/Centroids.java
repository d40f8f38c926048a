package io.mapache.models;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The middle of each class among the features of a base, or what a {@link Measure} makes of them.
 * An image far from all of them is unlike what the model was validated on.
 *
 * @param classes number of classes
 * @param values {@code [classes, features]}; nobody writes into it after construction
 */
public record Centroids(int classes, float[] values) {

  public Centroids {
    if (classes < 1 || values.length == 0 || values.length % classes != 0) {
      throw new IllegalArgumentException(
          "centroids: %d numbers for %d classes (expected: a multiple)"
              .formatted(values.length, classes));
    }
  }

  /** Euclidean distance to the nearest one. */
  public double distance(float[] features) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      nearest = Math.min(nearest, distance(features, c));
    }
    return nearest;
  }

  /** Euclidean distance to the one of a class. */
  public double distance(float[] features, int label) {
    int width = values.length / classes;
    double squares = 0;
    for (int f = 0; f < width; f++) {
      double difference = (double) features[f] - values[label * width + f];
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }

  /** Little-endian float32, in C order: a blob beside the bundle. */
  public byte[] toBytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /**
   * @throws IllegalArgumentException if the bytes are not as many as whole centroids have
   */
  public static Centroids parse(int classes, byte[] bytes) {
    if (bytes.length % Float.BYTES != 0) {
      throw new IllegalArgumentException(
          "centroids: %d bytes (expected: float32 numbers)".formatted(bytes.length));
    }
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return new Centroids(classes, values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Centroids centroids
        && classes == centroids.classes
        && Arrays.equals(values, centroids.values);
  }

  @Override
  public int hashCode() {
    return 31 * classes + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Centroids[%d x %d]".formatted(classes, values.length / classes);
  }
}
