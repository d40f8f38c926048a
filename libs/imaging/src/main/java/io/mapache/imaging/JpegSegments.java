package io.mapache.imaging;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The segments of a JPEG up to its end marker: what makes the picture apart from what rides along.
 * Source: ITU T.81, annex B; ICC.1, annex B.4; Adobe TN 5116.
 */
final class JpegSegments {

  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int DHT = 0xC4;
  private static final int DAC = 0xCC;
  private static final int JPG = 0xC8;
  private static final int DQT = 0xDB;
  private static final int DRI = 0xDD;

  private final Bytes file;
  private final ByteArrayOutputStream essentials;
  private final IccSegments profile = new IccSegments();
  private final List<Bytes> exif = new ArrayList<>();
  private JpegFrame frame;
  private JpegScans scans;
  private boolean huffmanTables;
  private boolean jfif;
  private int adobeTransform = JpegColours.NO_TRANSFORM;

  private JpegSegments(Bytes file) {
    this.file = file;
    this.essentials = new ByteArrayOutputStream(file.length());
  }

  static JpegSegments of(Bytes file) throws Refusal {
    JpegSegments segments = new JpegSegments(file);
    segments.walk();
    return segments;
  }

  /** By the frame header, if it follows on other segments without a gap; see ImageDecoder. */
  static OptionalLong sequentialPixels(Bytes file) throws Refusal {
    long at = 2;
    while (file.u8(at) == 0xFF) {
      int marker = file.u8(at + 1);
      if (isFrame(marker)) {
        JpegFrame frame = JpegFrame.of(marker, file.slice(at + 4, file.u16(at + 2) - 2L));
        return frame.progressive() ? OptionalLong.empty() : OptionalLong.of(frame.pixels());
      }
      if (marker < 0xC0 || (marker >= 0xD0 && marker <= SOS) || marker == 0xFF) {
        return OptionalLong.empty(); // no segment whose length leads on to the frame
      }
      at += 2 + file.u16(at + 2);
    }
    return OptionalLong.empty();
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != JPG && marker != DAC;
  }

  JpegFrame frame() {
    return frame;
  }

  JpegColours colours() {
    return JpegColours.of(frame.ids(), jfif, adobeTransform);
  }

  byte[] profile() {
    return profile.joined();
  }

  Orientation orientation() {
    return exif.isEmpty() ? Orientation.UPRIGHT : Orientation.in(exif.get(0));
  }

  /** A JPEG without application segments and comments, which the decoder could stumble over. */
  byte[] essentials() {
    return essentials.toByteArray();
  }

  private void walk() throws Refusal {
    keepMarker(SOI);
    long at = 2;
    boolean ended = false;
    while (file.holds(at, 2)) {
      // Needless bytes before a marker are passed over, as libjpeg does.
      if (file.u8(at) != 0xFF || file.u8(at + 1) == 0xFF || file.u8(at + 1) == 0) {
        at++;
        continue;
      }
      int marker = file.u8(at + 1);
      at += 2;
      if (marker == EOI) {
        ended = true;
        break;
      }
      if (marker == SOI) {
        throw Refusal.corrupt("a second JPEG begins inside of the first");
      }
      if (marker != 0x01 && (marker < 0xD0 || marker > 0xD7)) {
        at = segment(marker, at);
      }
    }
    if (scans == null) {
      throw Refusal.truncated("the JPEG has no scan");
    }
    scans.checkWhole(ended);
    // Without an end marker all pixels may be there all the same: the decoder finds out.
    keepMarker(EOI);
  }

  /** The position behind it. */
  private long segment(int marker, long at) throws Refusal {
    int length = file.u16(at);
    if (length < 2) {
      throw Refusal.corrupt("a segment of %d bytes".formatted(length));
    }
    Bytes body = file.slice(at + 2, length - 2L);
    long end = at + length;
    if (isFrame(marker)) {
      if (frame != null) {
        throw Refusal.corrupt("a second frame header");
      }
      frame = JpegFrame.of(marker, body);
      keep(marker, at, end);
    } else if (marker == SOS) {
      end = endOfScan((int) end);
      scan(body);
      keep(marker, at, end);
    } else if (marker == DHT) {
      huffmanTables |= body.length() > 0;
      keep(marker, at, end);
    } else if (marker == DQT || marker == DRI) {
      keep(marker, at, end);
    } else if (marker == 0xF7 || marker == 0xF8) {
      throw Refusal.variant("JPEG-LS: send a baseline or progressive JPEG, or PNG");
    } else {
      extra(marker, body);
    }
    return end;
  }

  private void scan(Bytes header) throws Refusal {
    if (frame == null) {
      throw Refusal.corrupt("a scan before the frame header");
    }
    if (!huffmanTables) {
      throw Refusal.variant("JPEG without Huffman tables, as from films");
    }
    if (scans == null) {
      scans = new JpegScans(frame);
    }
    scans.add(header);
  }

  /** Coded data ends at a marker other than a restart. */
  private int endOfScan(int start) {
    byte[] array = file.array();
    int last = file.offset() + file.length() - 1;
    for (int i = file.offset() + start; i < last; i++) {
      if (array[i] == (byte) 0xFF) {
        int next = array[i + 1] & 0xFF;
        if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
          return i - file.offset();
        }
      }
    }
    return file.length();
  }

  private void extra(int marker, Bytes body) throws Refusal {
    switch (marker) {
      case 0xE0 -> jfif |= body.has(0, "JFIF\0");
      case 0xE1 -> {
        if (body.has(0, "Exif\0")) {
          exif.add(body);
        }
      }
      case 0xE2 -> profile.add(body);
      case 0xEE -> {
        if (body.has(0, "Adobe") && body.length() >= 12) {
          adobeTransform = body.u8(11);
        }
      }
      default -> {}
    }
  }

  private void keepMarker(int marker) {
    essentials.write(0xFF);
    essentials.write(marker);
  }

  private void keep(int marker, long from, long to) {
    keepMarker(marker);
    essentials.write(file.array(), file.offset() + (int) from, (int) (to - from));
  }
}
