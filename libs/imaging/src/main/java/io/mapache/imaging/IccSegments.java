package io.mapache.imaging;

import java.io.ByteArrayOutputStream;
import java.util.TreeMap;

/** An ICC profile in numbered pieces, as JPEG stores it. Source: ICC.1:2022, annex B.4. */
final class IccSegments {

  private static final String NAME = "ICC_PROFILE\0";

  private final TreeMap<Integer, Bytes> pieces = new TreeMap<>();
  private int announced;

  void add(Bytes segment) throws Refusal {
    if (segment.has(0, NAME) && segment.length() >= 14) {
      announced = segment.u8(13);
      pieces.putIfAbsent(segment.u8(12), segment.from(14));
    }
  }

  /** Empty if there is none or a piece is missing. */
  byte[] joined() {
    if (pieces.isEmpty() || pieces.size() != announced) {
      return new byte[0];
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pieces.values().forEach(piece -> all.write(piece.array(), piece.offset(), piece.length()));
    return all.toByteArray();
  }
}
