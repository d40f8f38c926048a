package io.mapache.imaging;

/**
 * What a directory says about its page, checked against what is taken and against the file's
 * length.
 */
record TiffPage(int width, int height, Alpha alpha) {

  /** What the sample behind the colours is. */
  enum Alpha {
    NONE,
    STRAIGHT,
    PREMULTIPLIED
  }

  private static final int NOT_COMPRESSED = 1;
  private static final int CMYK = 5;

  static TiffPage of(TiffDirectory tags, int fileLength) throws Refusal {
    long width = tags.value(TiffDirectory.WIDTH, 0);
    long height = tags.value(TiffDirectory.HEIGHT, 0);
    Limits.check(width, height);
    checkVariant(tags);
    boolean tiles = tags.has(TiffDirectory.TILE_OFFSETS);
    int offsets = tiles ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS;
    int lengths = tiles ? TiffDirectory.TILE_BYTES : TiffDirectory.STRIP_BYTES;
    checkPieces(tags, offsets, lengths, fileLength);
    if (!tiles && tags.value(TiffDirectory.COMPRESSION, 1) == NOT_COMPRESSED) {
      checkStrips(tags, width, height);
    }
    return new TiffPage((int) width, (int) height, alpha(tags));
  }

  /** Tag 338; a further sample of which nothing is said is not taken for alpha. */
  private static Alpha alpha(TiffDirectory tags) throws Refusal {
    return switch ((int) tags.value(TiffDirectory.EXTRA_SAMPLES, 0)) {
      case 1 -> Alpha.PREMULTIPLIED;
      case 2 -> Alpha.STRAIGHT;
      default -> Alpha.NONE;
    };
  }

  private static void checkVariant(TiffDirectory tags) throws Refusal {
    int compression = (int) tags.value(TiffDirectory.COMPRESSION, 1);
    switch (compression) {
      case NOT_COMPRESSED, 2, 3, 4, 5, 7, 8, 32946, 32773 -> {}
      default ->
          throw Refusal.variant(
              "TIFF with compression %d (expected: none, PackBits, LZW, Deflate, JPEG or fax)"
                  .formatted(compression));
    }
    int photometric = (int) tags.value(TiffDirectory.PHOTOMETRIC, 1);
    switch (photometric) {
      case 0, 1, 2, 3, CMYK, 6 -> {}
      default -> throw Refusal.variant("TIFF with colours of kind %d".formatted(photometric));
    }
    if (photometric == CMYK && tags.value(TiffDirectory.INK_SET, 1) != 1) {
      throw Refusal.variant("TIFF with inks other than CMYK");
    }
    checkSamples(tags);
  }

  private static void checkSamples(TiffDirectory tags) throws Refusal {
    long samples = tags.value(TiffDirectory.SAMPLES, 1);
    if (samples < 1 || samples > 5) {
      throw Refusal.variant("TIFF with %d samples a pixel".formatted(samples));
    }
    long bits = tags.value(TiffDirectory.BITS, 1);
    if (bits != 1 && bits != 2 && bits != 4 && bits != 8 && bits != 16) {
      throw Refusal.variant("TIFF with samples of %d bits".formatted(bits));
    }
    for (int i = 0; i < samples; i++) {
      if (tags.value(TiffDirectory.BITS, i, bits) != bits) {
        throw Refusal.variant("TIFF with samples of different sizes");
      }
      long format = tags.value(TiffDirectory.SAMPLE_FORMAT, i, 1);
      if (format != 1 && format != 4) {
        throw Refusal.variant("TIFF with samples other than unsigned whole numbers");
      }
    }
  }

  private static void checkPieces(TiffDirectory tags, int offsets, int lengths, int fileLength)
      throws Refusal {
    long count = tags.count(offsets);
    if (count == 0) {
      throw Refusal.corrupt("a page without data");
    }
    for (int i = 0; i < count; i++) {
      long end = tags.value(offsets, i, 0) + tags.value(lengths, i, 0);
      if (end > fileLength) {
        throw Refusal.truncated(
            "piece %d of the page ends at byte %d, the file at %d".formatted(i, end, fileLength));
      }
    }
  }

  /** Strips that are not compressed have a known length. */
  private static void checkStrips(TiffDirectory tags, long width, long height) throws Refusal {
    boolean planes = tags.value(TiffDirectory.PLANAR, 1) == 2;
    long samples = tags.value(TiffDirectory.SAMPLES, 1);
    long rowBits = width * tags.value(TiffDirectory.BITS, 1) * (planes ? 1 : samples);
    long needed = (rowBits + 7) / 8 * height * (planes ? samples : 1);
    long there = 0;
    for (int i = 0; i < tags.count(TiffDirectory.STRIP_BYTES); i++) {
      there += tags.value(TiffDirectory.STRIP_BYTES, i, 0);
    }
    boolean subsampled = tags.value(TiffDirectory.PHOTOMETRIC, 1) == 6;
    if (tags.has(TiffDirectory.STRIP_BYTES) && there < needed && !subsampled) {
      throw Refusal.truncated("strips of %d bytes (expected: %d)".formatted(there, needed));
    }
  }
}
