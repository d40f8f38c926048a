package io.mapache.imaging;

/** The LZW data of one GIF frame. Source: GIF89a specification, appendix F. */
final class GifPixels {

  private static final int MOST_CODES = 4096;

  private final Bytes file;
  private final int rootBits;
  private long at;
  private int blockLeft;
  private int bits;
  private int bitCount;

  /**
   * @param at where the least code size stands, the sub-blocks right behind it
   */
  GifPixels(Bytes file, long at) throws Refusal {
    this.file = file;
    this.rootBits = file.u8(at);
    this.at = at + 1;
    if (rootBits < 1 || rootBits > 8) {
      throw Refusal.corrupt("codes of %d bits (expected: 1 to 8)".formatted(rootBits));
    }
  }

  /** Exactly so many colour indices in stored order; what follows them is not read. */
  byte[] read(int count) throws Refusal {
    byte[] indices = new byte[count];
    // A code is a run already written: where it starts and how long it is. Roots have none yet.
    int[] start = new int[MOST_CODES];
    int[] length = new int[MOST_CODES];
    int clear = 1 << rootBits;
    int end = clear + 1;
    int next = end + 1;
    int size = rootBits + 1;
    int previous = -1;
    int written = 0;
    while (written < count) {
      int code = code(size);
      if (code == clear) {
        next = end + 1;
        size = rootBits + 1;
        previous = -1;
        continue;
      }
      if (code == end) {
        throw Refusal.truncated("the frame ends after %d of %d pixels".formatted(written, count));
      }
      int here = written;
      if (code < clear) {
        indices[written++] = (byte) code;
      } else if (previous >= 0 && code <= next && code < MOST_CODES) {
        if (code == next) {
          start[next] = previous;
          length[next] = here - previous + 1;
        }
        // The run may reach into itself by one byte, so it is copied byte by byte.
        for (int i = 0; i < length[code] && written < count; i++) {
          indices[written++] = indices[start[code] + i];
        }
      } else {
        throw Refusal.corrupt("code %d after %d codes".formatted(code, next));
      }
      if (previous >= 0 && next < MOST_CODES) {
        start[next] = previous;
        length[next] = here - previous + 1;
        next++;
        if (next == 1 << size && size < 12) {
          size++;
        }
      }
      previous = here;
    }
    return indices;
  }

  private int code(int size) throws Refusal {
    while (bitCount < size) {
      if (blockLeft == 0) {
        blockLeft = file.u8(at++);
        if (blockLeft == 0) {
          throw Refusal.truncated("the frame's data ends before its last pixel");
        }
      }
      bits |= file.u8(at++) << bitCount;
      bitCount += 8;
      blockLeft--;
    }
    int code = bits & ((1 << size) - 1);
    bits >>>= size;
    bitCount -= size;
    return code;
  }
}
