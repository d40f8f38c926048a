package io.mapache.training.report;

import io.mapache.imaging.HeatMap;
import io.mapache.imaging.ImageEncoder;
import io.mapache.imaging.Picture;
import io.mapache.imaging.Shrink;
import java.util.Base64;

/** Pictures small enough to lie in a page: {@code data:} URIs of JPEGs. */
final class Thumbnail {

  /** Longest side in pixels: sharp on a phone, 5 to 10 kB. */
  private static final int SIDE = 192;

  private static final float QUALITY = 0.8f;

  private Thumbnail() {}

  /** Of a picture, its sides in proportion. */
  static String of(Picture picture) {
    return uri(Shrink.to(SIDE, picture));
  }

  /**
   * Of what the network sees.
   *
   * @param pixels {@code [size, size, 3]} RGB 0..255
   */
  static String of(float[] pixels, int size) {
    byte[] rgb = new byte[pixels.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.round(Math.min(255, Math.max(0, pixels[i])));
    }
    return of(new Picture(size, size, rgb));
  }

  /** Of a picture under a map. */
  static String heated(Picture picture, HeatMap map) {
    return uri(map.over(Shrink.to(SIDE, picture)));
  }

  private static String uri(Picture picture) {
    return "data:image/jpeg;base64,"
        + Base64.getEncoder().encodeToString(ImageEncoder.jpeg(picture, QUALITY));
  }
}
