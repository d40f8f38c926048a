package io.mapache.imaging;

import java.util.List;

/**
 * What a JPEG's samples mean, and the way to red, green, blue or to inks. Source of rules and
 * integer arithmetic: libjpeg, {@code default_decompress_parms} and {@code jdcolor.c}.
 */
enum JpegColours {
  GREY,
  RGB,
  YCC,
  /** Stored inverted, as Adobe does, even where no Adobe segment says so. */
  CMYK,
  YCCK;

  /** No Adobe segment. */
  static final int NO_TRANSFORM = -1;

  private static final int HALF = 1 << 15;
  private static final int[] RED_OF_CR = new int[256];
  private static final int[] GREEN_OF_CR = new int[256];
  private static final int[] GREEN_OF_CB = new int[256];
  private static final int[] BLUE_OF_CB = new int[256];

  static {
    for (int i = 0; i < 256; i++) {
      int x = i - 128;
      RED_OF_CR[i] = (fixed(1.402) * x + HALF) >> 16;
      BLUE_OF_CB[i] = (fixed(1.772) * x + HALF) >> 16;
      GREEN_OF_CR[i] = -fixed(0.71414) * x;
      GREEN_OF_CB[i] = -fixed(0.34414) * x + HALF;
    }
  }

  private static int fixed(double x) {
    return (int) (x * (1 << 16) + 0.5);
  }

  static JpegColours of(List<Integer> ids, boolean jfif, int adobeTransform) {
    if (ids.size() == 1) {
      return GREY;
    }
    if (ids.size() == 4) {
      return adobeTransform == 2 ? YCCK : CMYK;
    }
    if (jfif) {
      return YCC;
    }
    if (adobeTransform != NO_TRANSFORM) {
      return adobeTransform == 0 ? RGB : YCC;
    }
    return ids.equals(List.of((int) 'R', (int) 'G', (int) 'B')) ? RGB : YCC;
  }

  /** In place. Inks: 255 is full. */
  void toRgbOrInks(byte[] samples) {
    switch (this) {
      case YCC -> toRgb(samples, 3);
      case CMYK -> invert(samples);
      case YCCK -> {
        // The three hold inverted inks' complements: RGB of YCC is 255 - stored C, M, Y.
        toRgb(samples, 4);
        for (int i = 3; i < samples.length; i += 4) {
          samples[i] = (byte) ~samples[i];
        }
      }
      default -> {}
    }
  }

  private static void invert(byte[] samples) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) ~samples[i];
    }
  }

  private static void toRgb(byte[] samples, int step) {
    for (int i = 0; i < samples.length; i += step) {
      int y = samples[i] & 0xFF;
      int cb = samples[i + 1] & 0xFF;
      int cr = samples[i + 2] & 0xFF;
      samples[i] = clamp(y + RED_OF_CR[cr]);
      samples[i + 1] = clamp(y + ((GREEN_OF_CB[cb] + GREEN_OF_CR[cr]) >> 16));
      samples[i + 2] = clamp(y + BLUE_OF_CB[cb]);
    }
  }

  private static byte clamp(int value) {
    return (byte) (value < 0 ? 0 : Math.min(value, 255));
  }
}
