package io.mapache.imaging;

import java.util.ArrayList;
import java.util.List;

/** The frame header (SOFn), checked. Source: ITU T.81, B.2.2. */
record JpegFrame(int width, int height, boolean progressive, List<Integer> ids) {

  JpegFrame {
    ids = List.copyOf(ids);
  }

  /**
   * @param marker the second byte of the marker, 0xC0 to 0xCF
   */
  static JpegFrame of(int marker, Bytes body) throws Refusal {
    if (marker == 0xC3) {
      throw Refusal.variant("lossless JPEG: send a baseline or progressive JPEG, or PNG");
    }
    if (marker > 0xC2) {
      throw Refusal.variant("arithmetic or hierarchical JPEG: send a baseline or progressive JPEG");
    }
    if (body.u8(0) != 8) {
      throw Refusal.variant("JPEG of %d bits (expected: 8)".formatted(body.u8(0)));
    }
    int height = body.u16(1);
    int width = body.u16(3);
    if (height == 0) {
      throw Refusal.variant("JPEG with its height behind the scan (DNL)");
    }
    Limits.check(width, height);
    int count = body.u8(5);
    if (count != 1 && count != 3 && count != 4) {
      throw Refusal.variant("JPEG of %d components (expected: 1, 3 or 4)".formatted(count));
    }
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(body.u8(6 + 3L * i));
    }
    return new JpegFrame(width, height, marker == 0xC2, ids);
  }

  long pixels() {
    return (long) width * height;
  }

  int components() {
    return ids.size();
  }
}
