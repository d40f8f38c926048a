package io.mapache.imaging;

/** Some neighbouring bits of a pixel; all ones are 255. */
record BitField(int mask) {

  boolean contiguous() {
    int value = mask >>> shift();
    return (value & (value + 1)) == 0;
  }

  byte of(int pixel) {
    if (mask == 0) {
      return 0;
    }
    long most = Integer.toUnsignedLong(mask >>> shift());
    long value = Integer.toUnsignedLong((pixel & mask) >>> shift());
    return (byte) ((value * 255 + most / 2) / most);
  }

  private int shift() {
    return mask == 0 ? 0 : Integer.numberOfTrailingZeros(mask);
  }
}
