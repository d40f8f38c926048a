package io.mapache.models.bundle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.mapache.models.Measure;
import java.util.List;

/**
 * What is needed to say how unlike the validation images an image is.
 *
 * @param centroids digest of the blob with the middle of each class, little-endian float32 {@code
 *     [classes, features]}
 * @param percentiles 101 ascending numbers, 0th to 100th: the distances of validation images to the
 *     nearest centroid
 * @param measure of centroids and distances; bundles that name none were made with the Euclidean
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Novelty(String centroids, List<Double> percentiles, Measure measure) {

  private static final int COUNT = 101;

  public Novelty {
    if (percentiles == null || percentiles.size() != COUNT) {
      throw new IllegalArgumentException(
          "novelty: percentiles %s (expected: %d numbers)".formatted(percentiles, COUNT));
    }
    percentiles = List.copyOf(percentiles);
    measure = measure == null ? Measure.EUCLIDEAN : measure;
  }

  /** Share of the validation images that lie nearer, in percent: 0 to 100. */
  public int percentile(double distance) {
    int nearer = 0;
    while (nearer + 1 < COUNT && percentiles.get(nearer + 1) <= distance) {
      nearer++;
    }
    return nearer;
  }
}
