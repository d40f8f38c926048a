package io.mapache.imaging;

import java.util.Arrays;

/**
 * What a reader of one format found, before colour and orientation: 8-bit samples as the file means
 * them. Bands: 1 grey, 3 red, green, blue, or 4 cyan, magenta, yellow, black (255 = full ink);
 * interleaved, row by row.
 */
final class Samples {

  private static final byte[] NONE = {};

  private final int width;
  private final int height;
  private final int bands;
  private final byte[] colour;
  private final byte[] alpha;
  private final byte[] profile;
  private final Orientation orientation;

  private Samples(
      int width,
      int height,
      int bands,
      byte[] colour,
      byte[] alpha,
      byte[] profile,
      Orientation orientation) {
    this.width = width;
    this.height = height;
    this.bands = bands;
    this.colour = colour;
    this.alpha = alpha;
    this.profile = profile;
    this.orientation = orientation;
  }

  static Samples of(int width, int height, int bands, byte[] colour) {
    return new Samples(width, height, bands, colour, NONE, NONE, Orientation.UPRIGHT);
  }

  /** One byte a pixel, 0 = transparent; colours are not multiplied by it; empty = opaque. */
  Samples withAlpha(byte[] straight) {
    return new Samples(width, height, bands, colour, straight, profile, orientation);
  }

  /** An ICC profile as found, not yet known to be readable or to fit. */
  Samples withProfile(byte[] icc) {
    return new Samples(width, height, bands, colour, alpha, icc, orientation);
  }

  Samples withOrientation(Orientation found) {
    return new Samples(width, height, bands, colour, alpha, profile, found);
  }

  /** The same on a larger canvas, transparent where these samples do not reach. */
  Samples onCanvas(int canvasWidth, int canvasHeight, int left, int top) {
    byte[] largeColour = new byte[canvasWidth * canvasHeight * bands];
    byte[] largeAlpha = new byte[canvasWidth * canvasHeight];
    for (int y = 0; y < height; y++) {
      int from = y * width;
      int to = (top + y) * canvasWidth + left;
      System.arraycopy(colour, from * bands, largeColour, to * bands, width * bands);
      if (hasAlpha()) {
        System.arraycopy(alpha, from, largeAlpha, to, width);
      } else {
        Arrays.fill(largeAlpha, to, to + width, (byte) 255);
      }
    }
    return new Samples(
        canvasWidth, canvasHeight, bands, largeColour, largeAlpha, profile, orientation);
  }

  /**
   * For colours stored multiplied by alpha, rounded such that going over white gives exactly {@code
   * stored + 255 - alpha}.
   */
  Samples unmultiplied() {
    byte[] straight = colour.clone();
    for (int pixel = 0; pixel < alpha.length; pixel++) {
      int share = Math.max(1, alpha[pixel] & 0xFF);
      for (int at = pixel * bands; at < (pixel + 1) * bands; at++) {
        int stored = Math.min(colour[at] & 0xFF, share);
        straight[at] = (byte) ((stored * 255 + share / 2) / share);
      }
    }
    return new Samples(width, height, bands, straight, alpha, profile, orientation);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int bands() {
    return bands;
  }

  byte[] colour() {
    return colour;
  }

  boolean hasAlpha() {
    return alpha.length > 0;
  }

  byte[] profile() {
    return profile;
  }

  /** The last steps, the same for every format: to sRGB, over white, upright. */
  Picture develop() {
    byte[] rgb =
        ColourProfile.fitting(profile, bands)
            .flatMap(fitting -> fitting.toSrgb(this))
            .orElseGet(this::withoutProfile);
    if (hasAlpha()) {
      overWhite(rgb);
    }
    return orientation.upright(width, height, rgb);
  }

  private byte[] withoutProfile() {
    return switch (bands) {
      case 1 -> greyAsItStands();
      case 4 -> inksToRgb();
      default -> colour;
    };
  }

  private byte[] greyAsItStands() {
    byte[] rgb = new byte[3 * colour.length];
    for (int i = 0, at = 0; i < colour.length; i++) {
      rgb[at++] = colour[i];
      rgb[at++] = colour[i];
      rgb[at++] = colour[i];
    }
    return rgb;
  }

  /** {@code R = 255 (1 - C)(1 - K)}, rounded. */
  private byte[] inksToRgb() {
    byte[] rgb = new byte[3 * width * height];
    for (int from = 0, at = 0; at < rgb.length; from += 4) {
      int light = 255 - (colour[from + 3] & 0xFF);
      for (int band = 0; band < 3; band++) {
        rgb[at++] = (byte) (((255 - (colour[from + band] & 0xFF)) * light + 127) / 255);
      }
    }
    return rgb;
  }

  private void overWhite(byte[] rgb) {
    for (int pixel = 0, at = 0; pixel < alpha.length; pixel++) {
      int share = alpha[pixel] & 0xFF;
      for (int band = 0; band < 3; band++, at++) {
        rgb[at] = (byte) (((rgb[at] & 0xFF) * share + 255 * (255 - share) + 127) / 255);
      }
    }
  }
}
