package io.mapache.imaging;

/** Pixels as the rest of the system sees them: 8-bit sRGB, upright, without alpha. */
public final class Picture {

  private final int width;
  private final int height;
  private final byte[] rgb;

  /**
   * @param rgb interleaved red, green, blue, row by row from the top left, {@code width * height *
   *     3} bytes; kept, not copied: the caller gives it away
   * @throws IllegalArgumentException if a side is not positive or the length does not fit
   */
  public Picture(int width, int height, byte[] rgb) {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "picture of "
              + width
              + "x"
              + height
              + ": "
              + rgb.length
              + " bytes (expected: positive sides, width x height x 3 bytes)");
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Red, green, blue, row by row; the array itself (a copy would double the memory): read only. */
  public byte[] rgb() {
    return rgb;
  }

  @Override
  public String toString() {
    return "picture of " + width + "x" + height;
  }
}
