package io.mapache.imaging;

/**
 * Both headers of a BMP, checked. Sources: Microsoft, BITMAPINFOHEADER, BITMAPV5HEADER; OS/2
 * BITMAPCOREHEADER.
 *
 * @param size of the second header, by which its kind is told
 * @param topDown rows are stored from the top (a negative height)
 * @param pixels where the first stored row begins
 */
record BmpHeader(
    int size, int width, int height, boolean topDown, int bits, int compression, long pixels) {

  static final int PLAIN = 0;
  static final int RLE8 = 1;
  static final int RLE4 = 2;
  static final int BIT_FIELDS = 3;
  static final int ALPHA_BIT_FIELDS = 6;

  private static final int FILE_HEADER = 14;
  private static final int CORE = 12;
  private static final int INFO = 40;
  private static final int V5 = 124;

  /** Two letters are a weak signature; the second header has one of few sizes. */
  static boolean plausible(Bytes file) throws Refusal {
    if (!file.holds(FILE_HEADER, 4)) {
      return false;
    }
    long size = file.littleEndian().u32(FILE_HEADER);
    return size == CORE || size == 16 || (size >= INFO && size <= V5);
  }

  static BmpHeader of(Bytes file) throws Refusal {
    int size = file.s32(FILE_HEADER);
    boolean core = size == CORE;
    int width = core ? file.u16(18) : file.s32(18);
    long height = core ? file.u16(20) : file.s32(22);
    Limits.check(width, Math.abs(height));
    int bits = core ? file.u16(24) : file.u16(28);
    int compression = size < INFO ? PLAIN : file.s32(30);
    checkVariant(size, bits, compression);
    return new BmpHeader(
        size, width, (int) Math.abs(height), height < 0, bits, compression, file.u32(10));
  }

  private static void checkVariant(int size, int bits, int compression) throws Refusal {
    boolean os2 = size == 16 || size == 64;
    if (compression < 0 || compression > ALPHA_BIT_FIELDS) {
      throw Refusal.corrupt("compression %d does not exist".formatted(compression));
    }
    if (compression == 4 || compression == 5 || (os2 && compression >= BIT_FIELDS)) {
      throw Refusal.variant("a BMP with compression %d inside".formatted(compression));
    }
    boolean fits =
        switch (compression) {
          case RLE8 -> bits == 8;
          case RLE4 -> bits == 4;
          case BIT_FIELDS, ALPHA_BIT_FIELDS -> bits == 16 || bits == 32;
          default ->
              bits == 1
                  || bits == 2
                  || bits == 4
                  || bits == 8
                  || bits == 16
                  || bits == 24
                  || bits == 32;
        };
    if (!fits) {
      throw Refusal.corrupt("%d bits with compression %d".formatted(bits, compression));
    }
  }

  boolean hasMasks() {
    return compression == BIT_FIELDS || compression == ALPHA_BIT_FIELDS;
  }

  /** Only some headers can declare alpha; in the others the bits left over mean nothing. */
  boolean hasAlphaMask() {
    return compression == ALPHA_BIT_FIELDS || (compression == BIT_FIELDS && size >= 56);
  }

  /** Where the masks stand: inside of the newer headers or right behind the old one. */
  long masks() {
    return FILE_HEADER + INFO;
  }

  long palette() {
    int behind = size == INFO && hasMasks() ? (compression == ALPHA_BIT_FIELDS ? 16 : 12) : 0;
    return (long) FILE_HEADER + size + behind;
  }

  int paletteEntry() {
    return size == CORE ? 3 : 4;
  }

  /** Rows are padded to four bytes. */
  long stride() {
    return ((long) width * bits + 31) / 32 * 4;
  }

  /** The bytes of an embedded profile, empty if the header has none. */
  byte[] profile(Bytes file) throws Refusal {
    boolean embedded = size >= V5 && file.has(FILE_HEADER + 56, "DEBM");
    if (!embedded) {
      return new byte[0];
    }
    long at = FILE_HEADER + file.u32(FILE_HEADER + 112);
    long length = file.u32(FILE_HEADER + 116);
    return length <= Limits.MOST_PROFILE_BYTES && file.holds(at, length)
        ? file.slice(at, length).copy()
        : new byte[0];
  }
}
