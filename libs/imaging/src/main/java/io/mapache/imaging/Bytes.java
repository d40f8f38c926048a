package io.mapache.imaging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A part of a file, read by position in one byte order. Reading past the end is a {@link
 * Reason#TRUNCATED} refusal, so no parser checks lengths for safety's sake.
 */
final class Bytes {

  private final byte[] array;
  private final int start;
  private final int length;
  private final boolean littleEndian;

  private Bytes(byte[] array, int start, int length, boolean littleEndian) {
    this.array = array;
    this.start = start;
    this.length = length;
    this.littleEndian = littleEndian;
  }

  static Bytes of(byte[] array) {
    return new Bytes(array, 0, array.length, false);
  }

  Bytes littleEndian() {
    return new Bytes(array, start, length, true);
  }

  Bytes bigEndian() {
    return new Bytes(array, start, length, false);
  }

  int length() {
    return length;
  }

  int u8(long at) throws Refusal {
    need(at, 1);
    return array[start + (int) at] & 0xFF;
  }

  int u16(long at) throws Refusal {
    int first = u8(at);
    int second = u8(at + 1);
    return littleEndian ? second << 8 | first : first << 8 | second;
  }

  int u24(long at) throws Refusal {
    return littleEndian ? u8(at + 2) << 16 | u16(at) : u8(at) << 16 | u16(at + 1);
  }

  long u32(long at) throws Refusal {
    long first = u16(at);
    long second = u16(at + 2);
    return littleEndian ? second << 16 | first : first << 16 | second;
  }

  int s32(long at) throws Refusal {
    return (int) u32(at);
  }

  /** Whether these characters, one byte each, stand there; false past the end. */
  boolean has(long at, String latin1) {
    byte[] wanted = latin1.getBytes(StandardCharsets.ISO_8859_1);
    return holds(at, wanted.length)
        && Arrays.equals(
            wanted, 0, wanted.length, array, start + (int) at, start + (int) at + wanted.length);
  }

  boolean holds(long at, long count) {
    return at >= 0 && count >= 0 && at <= length - count;
  }

  String ascii(long at, int count) throws Refusal {
    need(at, count);
    return new String(array, start + (int) at, count, StandardCharsets.ISO_8859_1);
  }

  /** The same bytes, not a copy. */
  Bytes slice(long at, long count) throws Refusal {
    need(at, count);
    return new Bytes(array, start + (int) at, (int) count, littleEndian);
  }

  Bytes from(long at) throws Refusal {
    return slice(at, length - at);
  }

  byte[] copy() {
    return Arrays.copyOfRange(array, start, start + length);
  }

  /** The array these bytes lie in, for readers that take array, offset and length. */
  byte[] array() {
    return array;
  }

  /** Where in {@link #array()} position 0 is. */
  int offset() {
    return start;
  }

  private void need(long at, long count) throws Refusal {
    if (!holds(at, count)) {
      throw Refusal.truncated(
          "the data ends at byte %d; %d more were expected at %d".formatted(length, count, at));
    }
  }
}
