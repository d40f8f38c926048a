package io.mapache.contracts.dataset;

import io.mapache.contracts.Digest;

/**
 * How much of a dataset goes to which split; the shares of a dataset add up to 1.
 *
 * <p>An image is placed by the hash of its group, or of its own digest, so it stays where it is
 * whatever else arrives: {@code u} = first 8 bytes of SHA-256 (for a digest: of the image) / 2^64;
 * train &lt; {@code train} ≤ validation &lt; {@code train + validation} ≤ test &lt; … ≤ audit.
 */
public record SplitShares(double train, double validation, double test, double audit) {

  public static final SplitShares DEFAULT = new SplitShares(0.70, 0.15, 0.15, 0);

  private static final double TWO_TO_64 = 0x1p64;

  public SplitShares {
    if (Math.min(Math.min(train, validation), Math.min(test, audit)) < 0
        || Math.abs(train + validation + test + audit - 1) > 1e-9) {
      throw new IllegalArgumentException(
          "split shares: %s + %s + %s + %s (expected: none below 0, and a sum of 1)"
              .formatted(train, validation, test, audit));
    }
  }

  /**
   * The split of an image.
   *
   * @param group null if the image stands alone
   */
  public Split of(Digest image, String group) {
    double u = position(group == null ? image : Digest.of(group));
    if (u < train) {
      return Split.TRAIN;
    }
    if (u < train + validation) {
      return Split.VALIDATION;
    }
    // Without an audit share nothing may fall off the end by rounding.
    return audit == 0 || u < train + validation + test ? Split.TEST : Split.AUDIT;
  }

  /** In [0, 1). */
  static double position(Digest digest) {
    long first = Long.parseUnsignedLong(digest.hex().substring(0, 16), 16);
    double unsigned = (first >>> 1) * 2.0 + (first & 1);
    return Math.min(unsigned / TWO_TO_64, Math.nextDown(1.0));
  }
}
