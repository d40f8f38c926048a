package io.mapache.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Samples out of a {@link BufferedImage}, by its raster: {@code getRGB} takes grey for linear and
 * turns inks and profiles into colours in ways of its own.
 */
final class DecodedImage {

  private DecodedImage() {}

  static Samples samples(BufferedImage image) throws Refusal {
    ColorModel model = image.getColorModel();
    if (model instanceof IndexColorModel palette) {
      return indexed(image.getRaster(), palette);
    }
    boolean bytes = model.getTransferType() == DataBuffer.TYPE_BYTE;
    boolean shorts = model.getTransferType() == DataBuffer.TYPE_USHORT;
    int bands = model.getNumColorComponents();
    if (!(model instanceof ComponentColorModel) || !(bytes || shorts) || bands == 2 || bands > 4) {
      throw Refusal.variant("%d bands of %s".formatted(bands, model.getClass().getSimpleName()));
    }
    return direct(image.getRaster(), model, bands);
  }

  private static Samples direct(Raster raster, ColorModel model, int bands) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    byte[] colour = new byte[width * height * bands];
    byte[] alpha = new byte[model.hasAlpha() ? width * height : 0];
    int most = (1 << model.getComponentSize(0)) - 1;
    int stored = raster.getNumBands();
    int[] row = new int[width * stored];
    for (int y = 0, to = 0, pixel = 0; y < height; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int from = 0; from < row.length; from += stored, pixel++) {
        for (int band = 0; band < bands; band++) {
          colour[to++] = eightBits(row[from + band], most);
        }
        if (alpha.length > 0) {
          alpha[pixel] = eightBits(row[from + bands], most);
        }
      }
    }
    Samples samples = Samples.of(width, height, bands, colour);
    return alpha.length > 0 ? samples.withAlpha(alpha) : samples;
  }

  private static byte eightBits(int value, int most) {
    return most == 255 ? (byte) value : (byte) ((value * 255L + most / 2) / most);
  }

  private static Samples indexed(Raster raster, IndexColorModel palette) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    byte[] colour = new byte[3 * width * height];
    byte[] alpha = new byte[palette.hasAlpha() ? width * height : 0];
    int[] row = new int[width];
    for (int y = 0, pixel = 0; y < height; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++, pixel++) {
        int argb = palette.getRGB(row[x]);
        colour[3 * pixel] = (byte) (argb >> 16);
        colour[3 * pixel + 1] = (byte) (argb >> 8);
        colour[3 * pixel + 2] = (byte) argb;
        if (alpha.length > 0) {
          alpha[pixel] = (byte) (argb >>> 24);
        }
      }
    }
    Samples samples = Samples.of(width, height, 3, colour);
    return alpha.length > 0 ? samples.withAlpha(alpha) : samples;
  }
}
