package io.mapache.imaging;

/** BMP of all header versions, with palette, bit fields or run lengths. */
final class Bmp {

  private final Bytes file;
  private final BmpHeader header;
  private final byte[] colour;
  private byte[] alpha = {};

  private Bmp(Bytes file, BmpHeader header) {
    this.file = file;
    this.header = header;
    this.colour = new byte[3 * header.width() * header.height()];
  }

  static Samples read(Bytes bytes) throws Refusal {
    Bytes file = bytes.littleEndian();
    BmpHeader header = BmpHeader.of(file);
    boolean runs = header.compression() == BmpHeader.RLE8 || header.compression() == BmpHeader.RLE4;
    if (!runs) {
      long last = header.pixels() + header.stride() * (header.height() - 1);
      long used = ((long) header.width() * header.bits() + 7) / 8;
      if (!file.holds(last, used)) {
        throw Refusal.truncated("the data ends before the last row");
      }
    }
    Bmp bmp = new Bmp(file, header);
    if (header.bits() == 24) {
      bmp.plain();
    } else if (header.bits() > 8) {
      bmp.fields();
    } else {
      byte[] indices = runs ? new BmpRuns(file, header).read() : bmp.packed();
      bmp.indexed(indices);
    }
    Samples samples = Samples.of(header.width(), header.height(), 3, bmp.colour);
    return (bmp.alpha.length > 0 ? samples.withAlpha(bmp.alpha) : samples)
        .withProfile(header.profile(file));
  }

  /** The place of a stored row in the picture. */
  private int row(int stored) {
    return header.topDown() ? stored : header.height() - 1 - stored;
  }

  private void plain() throws Refusal {
    for (int y = 0; y < header.height(); y++) {
      long from = header.pixels() + y * header.stride();
      int to = 3 * row(y) * header.width();
      for (int x = 0; x < header.width(); x++, from += 3, to += 3) {
        colour[to] = (byte) file.u8(from + 2);
        colour[to + 1] = (byte) file.u8(from + 1);
        colour[to + 2] = (byte) file.u8(from);
      }
    }
  }

  private void fields() throws Refusal {
    BitField[] rgb = new BitField[3];
    for (int band = 0; band < 3; band++) {
      rgb[band] = header.hasMasks() ? mask(band) : defaultMask(band);
    }
    BitField opacity = header.hasAlphaMask() ? mask(3) : new BitField(0);
    if (opacity.mask() != 0) {
      alpha = new byte[header.width() * header.height()];
    }
    int step = header.bits() / 8;
    for (int y = 0; y < header.height(); y++) {
      long from = header.pixels() + y * header.stride();
      int pixel = row(y) * header.width();
      for (int x = 0; x < header.width(); x++, from += step, pixel++) {
        int value = step == 2 ? file.u16(from) : file.s32(from);
        for (int band = 0; band < 3; band++) {
          colour[3 * pixel + band] = rgb[band].of(value);
        }
        if (alpha.length > 0) {
          alpha[pixel] = opacity.of(value);
        }
      }
    }
  }

  private BitField mask(int index) throws Refusal {
    BitField field = new BitField(file.s32(header.masks() + 4L * index));
    if (!field.contiguous()) {
      throw Refusal.corrupt("a bit field with gaps: %08x".formatted(field.mask()));
    }
    return field;
  }

  private BitField defaultMask(int band) {
    return new BitField(header.bits() == 16 ? 0x7C00 >> (5 * band) : 0xFF0000 >> (8 * band));
  }

  private byte[] packed() throws Refusal {
    byte[] indices = new byte[header.width() * header.height()];
    int bits = header.bits();
    for (int y = 0; y < header.height(); y++) {
      long from = header.pixels() + y * header.stride();
      int to = y * header.width();
      for (int x = 0; x < header.width(); x++) {
        int bit = x * bits;
        int value = file.u8(from + bit / 8) >> (8 - bits - bit % 8);
        indices[to++] = (byte) (value & ((1 << bits) - 1));
      }
    }
    return indices;
  }

  /**
   * @param indices one byte a pixel, rows in stored order
   */
  private void indexed(byte[] indices) throws Refusal {
    byte[] palette = palette();
    for (int y = 0, from = 0; y < header.height(); y++) {
      int to = 3 * row(y) * header.width();
      for (int x = 0; x < header.width(); x++, to += 3) {
        int index = indices[from++] & 0xFF;
        if (3 * index >= palette.length) {
          throw Refusal.corrupt(
              "colour %d of a palette of %d".formatted(index, palette.length / 3));
        }
        System.arraycopy(palette, 3 * index, colour, to, 3);
      }
    }
  }

  /** Red, green, blue; as many colours as announced, or as lie before the pixels. */
  private byte[] palette() throws Refusal {
    long announced = header.size() >= 40 ? file.u32(46) : 0;
    int most = 1 << header.bits();
    int entry = header.paletteEntry();
    long room = Math.max(0, (header.pixels() - header.palette()) / entry);
    int colours = (int) Math.min(room, announced == 0 ? most : Math.min(announced, most));
    byte[] palette = new byte[3 * colours];
    for (int i = 0; i < colours; i++) {
      long at = header.palette() + (long) i * entry;
      palette[3 * i] = (byte) file.u8(at + 2);
      palette[3 * i + 1] = (byte) file.u8(at + 1);
      palette[3 * i + 2] = (byte) file.u8(at);
    }
    return palette;
  }
}
