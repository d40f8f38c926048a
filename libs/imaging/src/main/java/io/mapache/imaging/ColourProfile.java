package io.mapache.imaging;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** An embedded ICC profile that fits the samples it came with. */
final class ColourProfile {

  private final ICC_Profile icc;

  private ColourProfile(ICC_Profile icc) {
    this.icc = icc;
  }

  /** Empty if there is none, it cannot be read, is over 4 MB, or speaks of other bands. */
  static Optional<ColourProfile> fitting(byte[] bytes, int bands) {
    if (bytes.length == 0 || bytes.length > Limits.MOST_PROFILE_BYTES) {
      return Optional.empty();
    }
    try {
      ICC_Profile icc = ICC_Profile.getInstance(bytes);
      return icc.getColorSpaceType() == spaceOf(bands) && describesPixels(icc)
          ? Optional.of(new ColourProfile(icc))
          : Optional.empty();
    } catch (IllegalArgumentException | CMMException unreadable) {
      return Optional.empty();
    }
  }

  private static int spaceOf(int bands) {
    return switch (bands) {
      case 1 -> ColorSpace.TYPE_GRAY;
      case 3 -> ColorSpace.TYPE_RGB;
      default -> ColorSpace.TYPE_CMYK;
    };
  }

  private static boolean describesPixels(ICC_Profile icc) {
    int kind = icc.getProfileClass();
    return kind == ICC_Profile.CLASS_INPUT
        || kind == ICC_Profile.CLASS_DISPLAY
        || kind == ICC_Profile.CLASS_OUTPUT
        || kind == ICC_Profile.CLASS_COLORSPACECONVERSION;
  }

  /** Interleaved sRGB; empty if the profile turns out unusable (it is read lazily). */
  Optional<byte[]> toSrgb(Samples samples) {
    ICC_Profile[] route = {icc, ICC_Profile.getInstance(ColorSpace.CS_sRGB)};
    int width = samples.width();
    int height = samples.height();
    Raster from = interleaved(samples.colour(), width, height, samples.bands());
    byte[] rgb = new byte[3 * width * height];
    WritableRaster to = interleaved(rgb, width, height, 3);
    try {
      new ColorConvertOp(route, null).filter(from, to);
      return Optional.of(rgb);
    } catch (IllegalArgumentException | CMMException unusable) {
      return Optional.empty();
    }
  }

  private static WritableRaster interleaved(byte[] pixels, int width, int height, int bands) {
    int[] order = new int[bands];
    for (int band = 0; band < bands; band++) {
      order[band] = band;
    }
    return Raster.createInterleavedRaster(
        new DataBufferByte(pixels, pixels.length),
        width,
        height,
        width * bands,
        bands,
        order,
        null);
  }
}
