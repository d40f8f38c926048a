package io.mapache.imaging;

/** IHDR, checked. */
record PngHeader(int width, int height, int depth, int colourType, boolean interlaced) {

  static final int GREY = 0;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int GREY_ALPHA = 4;
  static final int RGBA = 6;

  static PngHeader of(Bytes body) throws Refusal {
    if (body.length() != 13) {
      throw Refusal.corrupt("IHDR has %d bytes (expected: 13)".formatted(body.length()));
    }
    Limits.check(body.s32(0), body.s32(4));
    int depth = body.u8(8);
    int type = body.u8(9);
    if (!fit(depth, type)) {
      throw Refusal.corrupt("colour type %d with %d bits does not exist".formatted(type, depth));
    }
    if (body.u8(10) != 0 || body.u8(11) != 0 || body.u8(12) > 1) {
      throw Refusal.corrupt("unknown method of compression, filtering or interlacing");
    }
    return new PngHeader(body.s32(0), body.s32(4), depth, type, body.u8(12) == 1);
  }

  private static boolean fit(int depth, int type) {
    return switch (type) {
      case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case RGB, GREY_ALPHA, RGBA -> depth == 8 || depth == 16;
      default -> false;
    };
  }

  /** Samples a pixel as stored, alpha included. */
  int channels() {
    return switch (colourType) {
      case RGB -> 3;
      case GREY_ALPHA -> 2;
      case RGBA -> 4;
      default -> 1;
    };
  }

  boolean hasAlpha() {
    return colourType == GREY_ALPHA || colourType == RGBA;
  }

  int rowBytes(int pixels) {
    return (int) (((long) pixels * channels() * depth + 7) / 8);
  }

  /** How far the filters look to the left. */
  int filterStep() {
    return Math.max(1, channels() * depth / 8);
  }
}
