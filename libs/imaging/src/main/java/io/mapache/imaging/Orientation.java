package io.mapache.imaging;

/** How a stored picture has to be turned to stand upright. Source: Exif 2.32, tag 274. */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  UPSIDE_DOWN(false, true, true),
  FLIPPED(false, false, true),
  TRANSPOSED(true, false, false),
  TURN_RIGHT(true, false, true),
  TRANSVERSED(true, true, true),
  TURN_LEFT(true, true, false);

  private static final int TAG = 274;
  private static final int SHORT = 3;

  private final boolean sideways;
  private final boolean fromRight;
  private final boolean fromBottom;

  /**
   * Where to begin reading, and which way.
   *
   * @param sideways rows of the result are columns of the stored picture
   * @param fromRight stored columns are read from the right
   * @param fromBottom stored rows are read from the bottom
   */
  Orientation(boolean sideways, boolean fromRight, boolean fromBottom) {
    this.sideways = sideways;
    this.fromRight = fromRight;
    this.fromBottom = fromBottom;
  }

  /** Values other than 1 to 8 mean nothing. */
  static Orientation of(int exif) {
    return exif >= 1 && exif <= values().length ? values()[exif - 1] : UPRIGHT;
  }

  /**
   * The first directory's orientation; the second, a thumbnail's, is not looked at. Bad metadata is
   * no reason to refuse a good picture, so whatever cannot be read is upright.
   *
   * @param exif a TIFF structure, with or without the {@code Exif\0\0} that JPEG puts before it
   */
  static Orientation in(Bytes exif) {
    try {
      Bytes block = exif.has(0, "Exif\0") ? exif.from(6) : exif;
      Bytes tiff = block.has(0, "II") ? block.littleEndian() : block.bigEndian();
      if (!tiff.has(0, "II*\0") && !tiff.has(0, "MM\0*")) {
        return UPRIGHT;
      }
      long directory = tiff.u32(4);
      int entries = tiff.u16(directory);
      for (int i = 0; i < entries; i++) {
        long entry = directory + 2 + 12L * i;
        if (tiff.u16(entry) == TAG) {
          return tiff.u16(entry + 2) == SHORT ? of(tiff.u16(entry + 8)) : UPRIGHT;
        }
      }
      return UPRIGHT;
    } catch (Refusal unreadable) {
      return UPRIGHT;
    }
  }

  /**
   * Turns the pixels.
   *
   * @param rgb interleaved, {@code width * height * 3}; becomes the picture's own if nothing turns
   */
  Picture upright(int width, int height, byte[] rgb) {
    if (this == UPRIGHT) {
      return new Picture(width, height, rgb);
    }
    int stepX = fromRight ? -1 : 1;
    int stepY = fromBottom ? -width : width;
    int corner = (fromRight ? width - 1 : 0) + (fromBottom ? (height - 1) * width : 0);
    int newWidth = sideways ? height : width;
    int newHeight = sideways ? width : height;
    int along = sideways ? stepY : stepX;
    int down = sideways ? stepX : stepY;
    byte[] turned = new byte[rgb.length];
    for (int y = 0, at = 0; y < newHeight; y++) {
      for (int x = 0, from = corner + y * down; x < newWidth; x++, from += along) {
        turned[at++] = rgb[3 * from];
        turned[at++] = rgb[3 * from + 1];
        turned[at++] = rgb[3 * from + 2];
      }
    }
    return new Picture(newWidth, newHeight, turned);
  }
}
