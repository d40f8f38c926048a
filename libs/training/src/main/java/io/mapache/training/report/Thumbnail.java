package io.mapache.training.report;

import io.mapache.imaging.Picture;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures small enough to lie in a page: {@code data:} URIs of JPEGs. */
final class Thumbnail {

  /** Longest side in pixels: sharp on a phone, 5 to 10 kB. */
  private static final int SIDE = 192;

  private static final float QUALITY = 0.8f;

  private Thumbnail() {}

  /** Of a picture, its sides in proportion. */
  static String of(Picture picture) throws IOException {
    return uri(small(picture));
  }

  /**
   * Of what the network sees.
   *
   * @param pixels {@code [size, size, 3]} RGB 0..255
   */
  static String of(float[] pixels, int size) throws IOException {
    byte[] rgb = new byte[pixels.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.round(Math.min(255, Math.max(0, pixels[i])));
    }
    return of(new Picture(size, size, rgb));
  }

  /**
   * Of a picture under a heat map.
   *
   * @param map {@code [side, side]}; only what is above 0 glows, the highest value most
   */
  static String heated(Picture picture, float[] map, int side) throws IOException {
    BufferedImage image = small(picture);
    float highest = 1e-6f;
    for (float value : map) {
      highest = Math.max(highest, value);
    }
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        double column = (x + 0.5) * side / image.getWidth() - 0.5;
        double row = (y + 0.5) * side / image.getHeight() - 0.5;
        double heat = Math.max(0, between(map, side, column, row) / highest);
        image.setRGB(x, y, glow(image.getRGB(x, y), heat));
      }
    }
    return uri(image);
  }

  private static double between(float[] map, int side, double column, double row) {
    int left = (int) Math.max(0, Math.floor(column));
    int top = (int) Math.max(0, Math.floor(row));
    int right = Math.min(side - 1, left + 1);
    int bottom = Math.min(side - 1, top + 1);
    double along = Math.min(1, Math.max(0, column - left));
    double down = Math.min(1, Math.max(0, row - top));
    double above = map[top * side + left] * (1 - along) + map[top * side + right] * along;
    double below = map[bottom * side + left] * (1 - along) + map[bottom * side + right] * along;
    return above * (1 - down) + below * down;
  }

  /** The cold darkens, the hot goes from violet over red to yellow. */
  private static int glow(int rgb, double heat) {
    double[] hot = {
      Math.min(1, 0.35 + 1.3 * heat), Math.max(0, 1.7 * heat - 0.75), Math.max(0, 0.45 - 0.7 * heat)
    };
    double share = 0.12 + 0.56 * heat;
    int mixed = 0;
    for (int c = 0; c < 3; c++) {
      int cold = rgb >> (16 - 8 * c) & 0xFF;
      mixed = mixed << 8 | (int) Math.round(cold * (1 - share) + 255 * hot[c] * share);
    }
    return mixed;
  }

  private static BufferedImage small(Picture picture) {
    BufferedImage image = whole(picture);
    double scale = Math.min(1, (double) SIDE / Math.max(picture.width(), picture.height()));
    // Bilinear reads four pixels, so it goes down by halves, or it would skip some.
    while (image.getWidth() > 2 * SIDE || image.getHeight() > 2 * SIDE) {
      image = scaled(image, (image.getWidth() + 1) / 2, (image.getHeight() + 1) / 2);
    }
    return scaled(
        image,
        Math.max(1, (int) Math.round(picture.width() * scale)),
        Math.max(1, (int) Math.round(picture.height() * scale)));
  }

  private static BufferedImage whole(Picture picture) {
    int width = picture.width();
    BufferedImage image = new BufferedImage(width, picture.height(), BufferedImage.TYPE_INT_RGB);
    int[] line = new int[width];
    byte[] rgb = picture.rgb();
    for (int y = 0, at = 0; y < picture.height(); y++) {
      for (int x = 0; x < width; x++, at += 3) {
        line[x] = (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | rgb[at + 2] & 0xFF;
      }
      image.setRGB(0, y, width, 1, line, 0, width);
    }
    return image;
  }

  private static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = scaled.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(image, 0, 0, width, height, null);
    pen.dispose();
    return scaled;
  }

  private static String uri(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
