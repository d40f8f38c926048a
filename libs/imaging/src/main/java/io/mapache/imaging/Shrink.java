package io.mapache.imaging;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Pictures for people to look at, small enough for a page. Not for the network: {@link Resize}. */
public final class Shrink {

  private Shrink() {}

  /**
   * A picture whose longest side has at most that many pixels, its sides in proportion; the picture
   * itself if it is small enough.
   *
   * @throws IllegalArgumentException if the side is not positive
   */
  public static Picture to(int side, Picture picture) {
    if (side < 1) {
      throw new IllegalArgumentException("shrink to " + side + " (expected: at least 1)");
    }
    int longest = Math.max(picture.width(), picture.height());
    if (longest <= side) {
      return picture;
    }
    double scale = (double) side / longest;
    BufferedImage image = Canvas.of(picture);
    // Bilinear reads four pixels, so it goes down by halves, or it would skip some.
    while (image.getWidth() > 2 * side || image.getHeight() > 2 * side) {
      image = scaled(image, (image.getWidth() + 1) / 2, (image.getHeight() + 1) / 2);
    }
    return Canvas.picture(
        scaled(
            image,
            Math.max(1, (int) Math.round(picture.width() * scale)),
            Math.max(1, (int) Math.round(picture.height() * scale))));
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
}
