package io.mapache.imaging;

import java.awt.image.BufferedImage;

/** Pictures in the form in which the JDK draws on them and writes them. */
final class Canvas {

  private Canvas() {}

  static BufferedImage of(Picture picture) {
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

  static Picture picture(BufferedImage image) {
    int width = image.getWidth();
    int[] line = new int[width];
    byte[] rgb = new byte[3 * width * image.getHeight()];
    for (int y = 0, at = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, line, 0, width);
      for (int x = 0; x < width; x++, at += 3) {
        rgb[at] = (byte) (line[x] >> 16);
        rgb[at + 1] = (byte) (line[x] >> 8);
        rgb[at + 2] = (byte) line[x];
      }
    }
    return new Picture(width, image.getHeight(), rgb);
  }
}
