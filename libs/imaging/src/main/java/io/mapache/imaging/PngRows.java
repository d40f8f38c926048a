package io.mapache.imaging;

import java.util.Arrays;
import java.util.List;

/** The rows of a PNG: inflated, unfiltered, spread over the picture, as 8-bit samples. */
final class PngRows {

  /** Adam7: first column, first row, column step, row step of each pass. */
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

  private final PngHeader header;
  private final byte[] palette;
  private final byte[] paletteAlpha;
  private final int[] key;
  private final int bands;
  private final byte[] colour;
  private final byte[] alpha;

  /**
   * @param transparency the body of tRNS, empty if there is none
   */
  PngRows(PngHeader header, byte[] palette, Bytes transparency) throws Refusal {
    this.header = header;
    this.palette = palette;
    boolean indexed = header.colourType() == PngHeader.PALETTE;
    if (indexed && (palette.length == 0 || palette.length % 3 != 0 || palette.length > 768)) {
      throw Refusal.corrupt("a palette of %d bytes".formatted(palette.length));
    }
    paletteAlpha = indexed ? transparency.copy() : new byte[0];
    key = key(header, transparency);
    bands =
        header.colourType() == PngHeader.GREY || header.colourType() == PngHeader.GREY_ALPHA
            ? 1
            : 3;
    int pixels = header.width() * header.height();
    colour = new byte[pixels * bands];
    alpha = new byte[header.hasAlpha() || paletteAlpha.length > 0 || key.length > 0 ? pixels : 0];
  }

  /** The one colour that is transparent, at the file's own depth; empty if none. */
  private static int[] key(PngHeader header, Bytes transparency) throws Refusal {
    int samples =
        switch (header.colourType()) {
          case PngHeader.GREY -> 1;
          case PngHeader.RGB -> 3;
          default -> 0;
        };
    if (transparency.length() == 0 || samples == 0) {
      return new int[0];
    }
    int[] key = new int[samples];
    for (int i = 0; i < samples; i++) {
      key[i] = transparency.u16(2L * i) & ((1 << header.depth()) - 1);
    }
    return key;
  }

  Samples read(List<Bytes> data) throws Refusal {
    try (Zlib stream = new Zlib(data)) {
      for (int[] pass : header.interlaced() ? PASSES : ONE_PASS) {
        int columns = (header.width() - pass[0] + pass[2] - 1) / pass[2];
        int rows = (header.height() - pass[1] + pass[3] - 1) / pass[3];
        if (columns > 0) {
          pass(stream, pass, columns, rows);
        }
      }
    }
    Samples samples = Samples.of(header.width(), header.height(), bands, colour);
    return alpha.length > 0 ? samples.withAlpha(alpha) : samples;
  }

  private void pass(Zlib stream, int[] pass, int columns, int rows) throws Refusal {
    // One byte of filter type before each row; the row above starts as zeros.
    byte[] above = new byte[1 + header.rowBytes(columns)];
    byte[] row = new byte[above.length];
    for (int i = 0; i < rows; i++) {
      stream.read(row, 0);
      unfilter(row, above, header.filterStep());
      int first = (pass[1] + i * pass[3]) * header.width() + pass[0];
      if (header.depth() == 8 && header.colourType() != PngHeader.PALETTE && key.length == 0) {
        bytes(row, columns, first, pass[2]);
      } else {
        samples(row, columns, first, pass[2]);
      }
      byte[] done = row;
      row = above;
      above = done;
    }
  }

  private static void unfilter(byte[] row, byte[] above, int step) throws Refusal {
    switch (row[0]) {
      case 0 -> {}
      case 1 -> {
        for (int i = 1 + step; i < row.length; i++) {
          row[i] += row[i - step];
        }
      }
      case 2 -> {
        for (int i = 1; i < row.length; i++) {
          row[i] += above[i];
        }
      }
      case 3 -> {
        for (int i = 1; i < row.length; i++) {
          int left = i > step ? row[i - step] & 0xFF : 0;
          row[i] += (byte) ((left + (above[i] & 0xFF)) / 2);
        }
      }
      case 4 -> {
        for (int i = 1; i < row.length; i++) {
          int left = i > step ? row[i - step] & 0xFF : 0;
          int corner = i > step ? above[i - step] & 0xFF : 0;
          row[i] += (byte) paeth(left, above[i] & 0xFF, corner);
        }
      }
      default -> throw Refusal.corrupt("row filter %d does not exist".formatted(row[0] & 0xFF));
    }
  }

  private static int paeth(int left, int up, int corner) {
    int toLeft = Math.abs(up - corner);
    int toUp = Math.abs(left - corner);
    int toCorner = Math.abs(left + up - 2 * corner);
    return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
  }

  /** The common case: the row's bytes are the samples. */
  private void bytes(byte[] row, int columns, int first, int step) {
    for (int x = 0, from = 1, pixel = first; x < columns; x++, pixel += step) {
      for (int band = 0; band < bands; band++) {
        colour[pixel * bands + band] = row[from++];
      }
      if (alpha.length > 0) {
        alpha[pixel] = row[from++];
      }
    }
  }

  private void samples(byte[] row, int columns, int first, int step) throws Refusal {
    int[] values = new int[header.channels()];
    for (int x = 0, pixel = first; x < columns; x++, pixel += step) {
      for (int i = 0; i < values.length; i++) {
        values[i] = sample(row, x * values.length + i);
      }
      if (header.colourType() == PngHeader.PALETTE) {
        fromPalette(values[0], pixel);
        continue;
      }
      for (int band = 0; band < bands; band++) {
        colour[pixel * bands + band] = eightBits(values[band]);
      }
      if (header.hasAlpha()) {
        alpha[pixel] = eightBits(values[bands]);
      } else if (alpha.length > 0) {
        alpha[pixel] = (byte) (Arrays.equals(values, key) ? 0 : 255);
      }
    }
  }

  private int sample(byte[] row, int index) {
    return switch (header.depth()) {
      case 16 -> (row[1 + 2 * index] & 0xFF) << 8 | (row[2 + 2 * index] & 0xFF);
      case 8 -> row[1 + index] & 0xFF;
      default -> {
        int bit = index * header.depth();
        int shift = 8 - header.depth() - bit % 8;
        yield (row[1 + bit / 8] & 0xFF) >> shift & ((1 << header.depth()) - 1);
      }
    };
  }

  private byte eightBits(int value) {
    int most = (1 << header.depth()) - 1;
    return (byte) ((value * 255 + most / 2) / most);
  }

  private void fromPalette(int index, int pixel) throws Refusal {
    if (3 * index >= palette.length) {
      throw Refusal.corrupt("colour %d of a palette of %d".formatted(index, palette.length / 3));
    }
    System.arraycopy(palette, 3 * index, colour, 3 * pixel, 3);
    if (alpha.length > 0) {
      alpha[pixel] = index < paletteAlpha.length ? paletteAlpha[index] : (byte) 255;
    }
  }
}
