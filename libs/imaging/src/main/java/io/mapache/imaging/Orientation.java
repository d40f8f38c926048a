package io.mapache.imaging;

/** How a stored picture has to be turned to stand upright. Source: Exif 2.32, tag 274. */
enum Orientation {
  UPRIGHT,
  MIRRORED,
  UPSIDE_DOWN,
  FLIPPED,
  TRANSPOSED,
  TURN_RIGHT,
  TRANSVERSED,
  TURN_LEFT;

  private static final int TAG = 274;
  private static final int SHORT = 3;

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
   * @param rgb interleaved, {@code width * height * 3}; becomes the picture's own if nothing turns
   */
  Picture upright(int width, int height, byte[] rgb) {
    if (this == UPRIGHT) {
      return new Picture(width, height, rgb);
    }
    boolean sideways = ordinal() >= TRANSPOSED.ordinal();
    boolean fromRight =
        this == MIRRORED || this == UPSIDE_DOWN || this == TRANSVERSED || this == TURN_LEFT;
    boolean fromBottom =
        this == UPSIDE_DOWN || this == FLIPPED || this == TURN_RIGHT || this == TRANSVERSED;
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
