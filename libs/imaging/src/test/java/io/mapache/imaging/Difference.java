package io.mapache.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** The greatest and the mean absolute difference over all pixels and channels, 0 to 255. */
record Difference(int max, double mean) {

  /** The expectation is read by the JDK, not by the decoder under test. */
  static Difference between(Picture picture, byte[] expectedPng) {
    BufferedImage expected = read(expectedPng);
    assertThat(picture)
        .hasToString("picture of " + expected.getWidth() + "x" + expected.getHeight());
    int max = 0;
    long sum = 0;
    byte[] rgb = picture.rgb();
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % picture.width();
      int y = i / 3 / picture.width();
      int wanted = expected.getRGB(x, y) >> (8 * (2 - i % 3)) & 0xFF;
      int difference = Math.abs((rgb[i] & 0xFF) - wanted);
      max = Math.max(max, difference);
      sum += difference;
    }
    return new Difference(max, (double) sum / rgb.length);
  }

  private static BufferedImage read(byte[] png) {
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
