package io.mapache.ingest.upload;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Image files to send in tests: one colour, one file. */
public final class Pictures {

  private Pictures() {}

  /** 16 x 12 pixels. */
  public static byte[] png(int rgb) {
    BufferedImage image = new BufferedImage(16, 12, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, rgb);
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] cutPng(int rgb) {
    byte[] whole = png(rgb);
    return Arrays.copyOf(whole, whole.length - 20);
  }
}
