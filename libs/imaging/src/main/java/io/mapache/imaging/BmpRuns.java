package io.mapache.imaging;

/**
 * The run lengths of a BMP with 4 or 8 bits. Pixels that the file skips have colour 0, as most
 * readers show them.
 */
final class BmpRuns {

  private static final int END_OF_ROW = 0;
  private static final int END_OF_PICTURE = 1;
  private static final int SKIP = 2;

  private final Bytes file;
  private final int width;
  private final int height;
  private final boolean nibbles;
  private final byte[] indices;
  private long at;
  private int x;
  private int y;

  BmpRuns(Bytes file, BmpHeader header) {
    this.file = file;
    this.width = header.width();
    this.height = header.height();
    this.nibbles = header.compression() == BmpHeader.RLE4;
    this.indices = new byte[width * height];
    this.at = header.pixels();
  }

  /** One byte a pixel, rows in stored order. */
  byte[] read() throws Refusal {
    while (y < height && (y < height - 1 || x < width)) {
      int count = file.u8(at);
      int value = file.u8(at + 1);
      at += 2;
      if (count > 0) {
        for (int i = 0; i < count; i++) {
          put(nibbles ? (i % 2 == 0 ? value >> 4 : value & 15) : value);
        }
      } else if (value == END_OF_ROW) {
        x = 0;
        y++;
      } else if (value == END_OF_PICTURE) {
        throw Refusal.truncated("the picture ends in row %d of %d".formatted(y, height));
      } else if (value == SKIP) {
        x += file.u8(at);
        y += file.u8(at + 1);
        at += 2;
      } else {
        literal(value);
      }
    }
    return indices;
  }

  private void literal(int count) throws Refusal {
    for (int i = 0; i < count; i++) {
      int packed = file.u8(at + (nibbles ? i / 2 : i));
      put(nibbles ? (i % 2 == 0 ? packed >> 4 : packed & 15) : packed);
    }
    int bytes = nibbles ? (count + 1) / 2 : count;
    at += bytes + bytes % 2;
  }

  /** Runs that reach over the row's end are cut off there: padding is often written as pixels. */
  private void put(int index) {
    if (x < width && y < height) {
      indices[y * width + x] = (byte) index;
    }
    x++;
  }
}
