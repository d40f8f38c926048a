package io.mapache.imaging;

import java.util.Arrays;

/**
 * Which coefficients the scans of a JPEG have brought so far. A decoder shows what a missing scan
 * leaves open as grey or as blur, without a word.
 */
final class JpegScans {

  private static final int COEFFICIENTS = 64;
  private static final int NEVER = 99;

  private final JpegFrame frame;

  /** By component and coefficient: the number of low bits still missing. */
  private final int[][] missingBits;

  private int count;

  JpegScans(JpegFrame frame) {
    this.frame = frame;
    missingBits = new int[frame.components()][COEFFICIENTS];
    for (int[] component : missingBits) {
      Arrays.fill(component, NEVER);
    }
  }

  void add(Bytes header) throws Refusal {
    count++;
    if (count > Limits.MOST_SCANS) {
      throw new Refusal(Reason.TOO_LARGE, "over %d scans in one JPEG".formatted(Limits.MOST_SCANS));
    }
    int components = header.u8(0);
    int first = header.u8(1 + 2L * components);
    int last = header.u8(2 + 2L * components);
    int low = header.u8(3 + 2L * components) & 15;
    for (int i = 0; i < components; i++) {
      int index = frame.ids().indexOf(header.u8(1 + 2L * i));
      if (index < 0 || first > last || last >= COEFFICIENTS) {
        throw Refusal.corrupt("a scan that does not fit the frame header");
      }
      if (frame.progressive()) {
        Arrays.fill(missingBits[index], first, last + 1, low);
      } else {
        Arrays.fill(missingBits[index], 0);
      }
    }
  }

  /**
   * @param ended with an end marker: then fine coefficients may be left out on purpose
   */
  void checkWhole(boolean ended) throws Refusal {
    for (int[] component : missingBits) {
      boolean whole =
          ended ? component[0] != NEVER : Arrays.stream(component).allMatch(bits -> bits == 0);
      if (!whole) {
        throw Refusal.truncated("the JPEG ends after %d scans, before its last".formatted(count));
      }
    }
  }
}
