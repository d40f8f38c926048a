package io.mapache.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The first directory of a TIFF: tags and where their values lie. Source: TIFF 6.0, section 2. */
final class TiffDirectory {

  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int STRIP_OFFSETS = 273;
  static final int ORIENTATION = 274;
  static final int SAMPLES = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_BYTES = 279;
  static final int PLANAR = 284;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTES = 325;
  static final int INK_SET = 332;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;
  static final int PROFILE = 34675;

  /**
   * What decoding needs: the named ones and fill order, fax options, predictor, colour map, YCbCr.
   */
  private static final Set<Integer> NEEDED =
      Set.of(
          WIDTH,
          HEIGHT,
          BITS,
          COMPRESSION,
          PHOTOMETRIC,
          266,
          STRIP_OFFSETS,
          SAMPLES,
          ROWS_PER_STRIP,
          STRIP_BYTES,
          PLANAR,
          292,
          293,
          317,
          320,
          TILE_WIDTH,
          TILE_HEIGHT,
          TILE_OFFSETS,
          TILE_BYTES,
          INK_SET,
          EXTRA_SAMPLES,
          SAMPLE_FORMAT,
          347,
          529,
          530,
          531,
          532);

  /** Bytes by type, 1 to 12; 0 does not exist. */
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

  private record Entry(int type, long count, long at) {}

  private final Bytes file;
  private final Map<Integer, Entry> entries = new TreeMap<>();

  private TiffDirectory(Bytes file) {
    this.file = file;
  }

  static TiffDirectory first(Bytes bytes) throws Refusal {
    Bytes file = bytes.has(0, "II") ? bytes.littleEndian() : bytes.bigEndian();
    if (file.u16(2) == 43) {
      throw Refusal.variant("BigTIFF: send an ordinary TIFF");
    }
    TiffDirectory directory = new TiffDirectory(file);
    long start = file.u32(4);
    int count = file.u16(start);
    for (int i = 0; i < count; i++) {
      directory.add(start + 2 + 12L * i);
    }
    return directory;
  }

  private void add(long at) throws Refusal {
    int tag = file.u16(at);
    int type = file.u16(at + 2);
    long count = file.u32(at + 4);
    if (type < 1 || type >= TYPE_BYTES.length || count == 0) {
      return;
    }
    long bytes = count * TYPE_BYTES[type];
    long values = bytes <= 4 ? at + 8 : file.u32(at + 8);
    if (file.holds(values, bytes)) {
      entries.putIfAbsent(tag, new Entry(type, count, values));
    } else if (NEEDED.contains(tag)) {
      throw Refusal.truncated("the values of tag %d lie behind the end".formatted(tag));
    }
  }

  boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /** The first value of a tag of whole numbers, or what the tag defaults to. */
  long value(int tag, long otherwise) throws Refusal {
    return has(tag) ? value(tag, 0, otherwise) : otherwise;
  }

  long count(int tag) {
    return has(tag) ? entries.get(tag).count : 0;
  }

  /** One of several values; they have to be whole numbers. */
  long value(int tag, int index, long otherwise) throws Refusal {
    Entry entry = entries.get(tag);
    if (entry == null || index >= entry.count) {
      return otherwise;
    }
    return switch (entry.type) {
      case 1, 6, 7 -> file.u8(entry.at + index);
      case 3, 8 -> file.u16(entry.at + 2L * index);
      case 4, 9 -> file.u32(entry.at + 4L * index);
      default -> throw Refusal.corrupt("tag %d is not a whole number".formatted(tag));
    };
  }

  /** A tag's values as they lie there, empty if it is missing. */
  byte[] bytes(int tag) throws Refusal {
    Entry entry = entries.get(tag);
    return entry == null
        ? new byte[0]
        : file.slice(entry.at, entry.count * TYPE_BYTES[entry.type]).copy();
  }

  /** The same file with a directory of the needed tags alone, at its end, and no other page. */
  byte[] alone() {
    Map<Integer, Entry> kept = new TreeMap<>(entries);
    kept.keySet().retainAll(NEEDED);
    int start = file.length() + file.length() % 2;
    byte[] copy = new byte[start + 2 + 12 * kept.size() + 4];
    System.arraycopy(file.array(), file.offset(), copy, 0, file.length());
    ByteBuffer out = ByteBuffer.wrap(copy);
    out.order(copy[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    out.putInt(4, start).position(start);
    out.putShort((short) kept.size());
    kept.forEach(
        (tag, entry) -> {
          out.putShort(tag.shortValue()).putShort((short) entry.type).putInt((int) entry.count);
          if (entry.count * TYPE_BYTES[entry.type] <= 4) {
            out.put(copy, (int) entry.at, 4);
          } else {
            out.putInt((int) entry.at);
          }
        });
    return copy;
  }
}
