package io.mapache.training.evaluation;

/**
 * Wilson's 95 % interval of a share: unlike the normal one, sensible near 0 and 1 and for few
 * images. Source: Wilson, "Probable inference, the law of succession, and statistical inference",
 * 1927.
 */
public record Wilson(double low, double high) {

  private static final double Z = 1.959963984540054;

  /** Of {@code right} out of n; 0 to 1 for no images at all. */
  public static Wilson of(int right, int n) {
    if (n == 0) {
      return new Wilson(0, 1);
    }
    double share = (double) right / n;
    double scale = 1 + Z * Z / n;
    double centre = (share + Z * Z / (2.0 * n)) / scale;
    double reach = Z / scale * Math.sqrt(share * (1 - share) / n + Z * Z / (4.0 * n * n));
    return new Wilson(Math.max(0, centre - reach), Math.min(1, centre + reach));
  }
}
