package io.mapache.imaging;

/** What a picture may cost. Checked on headers, before memory is spent. */
final class Limits {

  static final long MOST_PIXELS = 50_000_000;
  static final int LEAST_SIDE = 8;

  /** A progressive JPEG costs one pass over all its coefficients per scan. */
  static final int MOST_SCANS = 100;

  static final int MOST_PROFILE_BYTES = 4 << 20;

  private Limits() {}

  /** The size of the result: for GIF and WebP that of the screen or canvas. */
  static void check(long width, long height) throws Refusal {
    if (width <= 0 || height <= 0) {
      throw Refusal.corrupt("the header claims %dx%d pixels".formatted(width, height));
    }
    if (height > MOST_PIXELS / width) {
      throw new Refusal(
          Reason.TOO_LARGE,
          "%dx%d is over %,d pixels: send a smaller picture".formatted(width, height, MOST_PIXELS));
    }
    if (width < LEAST_SIDE || height < LEAST_SIDE) {
      throw new Refusal(
          Reason.TOO_SMALL,
          "%dx%d has a side under %d pixels".formatted(width, height, LEAST_SIDE));
    }
  }
}
