package io.mapache.training.bundle;

import io.mapache.models.Centroids;
import io.mapache.models.Measure;
import io.mapache.training.rows.Examples;
import io.mapache.training.rows.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What images of the known classes are like to a base: the middle of each class among the features
 * of the validation images, and how far from the nearest middle those images are.
 *
 * <p>The validation images, because the features of training images on a fine-tuned base would cost
 * a pass of their own. An image's own share in its class' middle is taken out of its distance;
 * otherwise validation images would look nearer than any new image can be.
 *
 * @param measure of centroids and distances
 * @param percentiles 101 distances, 0th to 100th
 */
public record Typical(Measure measure, Centroids centroids, List<Double> percentiles) {

  /** So many say enough about percentiles; more would cost seconds with a thousand classes. */
  private static final int MEASURED = 2_000;

  private static final int HUNDRED = 100;

  /** Every class has an image among them. */
  public static Typical of(Examples validation, int classes, Measure measure) {
    int[] counts = new int[classes];
    Centroids centroids = centroids(validation, classes, measure, counts);
    int n = validation.count();
    int measured = Math.min(n, MEASURED);
    double[] distances = new double[measured];
    float[] row = new float[validation.rows().width()];
    for (int i = 0; i < measured; i++) {
      int image = (int) ((long) i * n / measured);
      validation.rows().read(image, row, 0);
      distances[i] = distance(centroids, counts, measure.of(row), validation.labels()[image]);
    }
    Arrays.sort(distances);
    List<Double> percentiles = new ArrayList<>();
    for (int p = 0; p <= HUNDRED; p++) {
      percentiles.add(distances[(int) Math.round(p * (measured - 1) / (double) HUNDRED)]);
    }
    return new Typical(measure, centroids, List.copyOf(percentiles));
  }

  private static Centroids centroids(
      Examples validation, int classes, Measure measure, int[] counts) {
    Rows rows = validation.rows();
    int width = rows.width();
    double[] sums = new double[classes * width];
    float[] row = new float[width];
    for (int i = 0; i < validation.count(); i++) {
      rows.read(i, row, 0);
      int label = validation.labels()[i];
      counts[label]++;
      float[] measured = measure.of(row);
      for (int f = 0; f < width; f++) {
        sums[label * width + f] += measured[f];
      }
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      means[i] = (float) (sums[i] / counts[i / width]);
    }
    return new Centroids(classes, means);
  }

  /** Without the image, the middle of its n is n / (n - 1) times as far away from it. */
  private static double distance(Centroids centroids, int[] counts, float[] row, int label) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int c = 0; c < counts.length; c++) {
      double away = centroids.distance(row, c);
      if (c != label) {
        nearest = Math.min(nearest, away);
      } else if (counts[c] > 1) {
        nearest = Math.min(nearest, away * counts[c] / (counts[c] - 1));
      }
    }
    return nearest;
  }
}
