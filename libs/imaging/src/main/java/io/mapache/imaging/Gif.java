package io.mapache.imaging;

import java.util.Arrays;

/**
 * The first frame of a GIF on its screen; what the frame leaves free is transparent. Source: GIF89a
 * specification.
 */
final class Gif {

  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2C;
  private static final int GRAPHIC_CONTROL = 0xF9;
  private static final int NO_INDEX = -1;

  /** Interlacing: first row and step of each pass. */
  private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

  private final Bytes file;
  private final int screenWidth;
  private final int screenHeight;
  private Bytes table = Bytes.of(new byte[0]);
  private int transparent = NO_INDEX;

  private Gif(Bytes file) throws Refusal {
    this.file = file;
    screenWidth = file.u16(6);
    screenHeight = file.u16(8);
    Limits.check(screenWidth, screenHeight);
  }

  static Samples read(Bytes bytes) throws Refusal {
    Gif gif = new Gif(bytes.littleEndian());
    return gif.frame(gif.firstFrame());
  }

  private long firstFrame() throws Refusal {
    long at = 13;
    at += takeTable(file.u8(10), at);
    while (true) {
      int block = file.u8(at++);
      switch (block) {
        case FRAME -> {
          return at;
        }
        case EXTENSION -> {
          if (file.u8(at) == GRAPHIC_CONTROL && file.u8(at + 1) >= 4) {
            transparent = (file.u8(at + 2) & 1) != 0 ? file.u8(at + 5) : NO_INDEX;
          }
          at = afterBlocks(at + 1);
        }
        // Padding between blocks is seen in the wild.
        case 0 -> {}
        default -> throw Refusal.corrupt("block type %d where a frame was due".formatted(block));
      }
    }
  }

  /** The bytes that the colour table takes, 0 if the flags announce none. */
  private int takeTable(int flags, long at) throws Refusal {
    if ((flags & 0x80) == 0) {
      return 0;
    }
    int bytes = 3 << ((flags & 7) + 1);
    table = file.slice(at, bytes);
    return bytes;
  }

  private long afterBlocks(long start) throws Refusal {
    long at = start;
    while (file.u8(at) != 0) {
      at += 1 + file.u8(at);
    }
    return at + 1;
  }

  private Samples frame(long at) throws Refusal {
    int left = file.u16(at);
    int top = file.u16(at + 2);
    int width = file.u16(at + 4);
    int height = file.u16(at + 6);
    int flags = file.u8(at + 8);
    if (width == 0 || height == 0 || (long) width * height > Limits.MOST_PIXELS) {
      throw Refusal.corrupt("a frame of %dx%d".formatted(width, height));
    }
    long data = at + 9;
    data += takeTable(flags, data);
    byte[] indices = new GifPixels(file, data).read(width * height);

    int pixels = screenWidth * screenHeight;
    byte[] colour = new byte[3 * pixels];
    byte[] alpha = new byte[pixels];
    int[] rows = (flags & 0x40) != 0 ? interlaced(height) : inOrder(height);
    for (int i = 0; i < height; i++) {
      int y = top + rows[i];
      for (int x = 0; x < width; x++) {
        int index = indices[i * width + x] & 0xFF;
        if (index != transparent && y < screenHeight && left + x < screenWidth) {
          int pixel = y * screenWidth + left + x;
          paint(index, colour, 3 * pixel);
          alpha[pixel] = (byte) 255;
        }
      }
    }
    return Samples.of(screenWidth, screenHeight, 3, colour).withAlpha(alpha);
  }

  private void paint(int index, byte[] colour, int at) throws Refusal {
    if (3 * index >= table.length()) {
      throw Refusal.corrupt("colour %d of a table of %d".formatted(index, table.length() / 3));
    }
    System.arraycopy(table.array(), table.offset() + 3 * index, colour, at, 3);
  }

  private static int[] inOrder(int height) {
    int[] rows = new int[height];
    Arrays.setAll(rows, i -> i);
    return rows;
  }

  private static int[] interlaced(int height) {
    int[] rows = new int[height];
    int i = 0;
    for (int[] pass : PASSES) {
      for (int row = pass[0]; row < height; row += pass[1]) {
        rows[i++] = row;
      }
    }
    return rows;
  }
}
