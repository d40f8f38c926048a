package io.mapache.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG. Checksums count in those that make the picture; the others are only looked
 * at for profile and orientation, and dropped if damaged. Source: PNG specification, third edition.
 */
final class Png {

  private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";
  private static final int FIRST_CHUNK = 8;

  private final Bytes file;
  private final List<Bytes> data = new ArrayList<>();
  private PngHeader header;
  private byte[] palette = {};
  private Bytes transparency = Bytes.of(new byte[0]);
  private boolean profileSeen;
  private byte[] profile = {};
  private Orientation orientation = Orientation.UPRIGHT;
  private boolean dataEnded;

  private Png(Bytes file) {
    this.file = file;
  }

  static Samples read(Bytes file) throws Refusal {
    if (!file.has(0, SIGNATURE)) {
      throw Refusal.corrupt(
          "the PNG signature is damaged, as by a transfer in text mode: send it as binary");
    }
    Png png = new Png(file);
    png.chunks();
    if (png.data.isEmpty()) {
      throw Refusal.truncated("no picture data (IDAT)");
    }
    return new PngRows(png.header, png.palette, png.transparency)
        .read(png.data)
        .withProfile(png.profile)
        .withOrientation(png.orientation);
  }

  /** By the header, if it is where it has to be; see ImageDecoder. */
  static OptionalLong pixels(Bytes file) throws Refusal {
    if (!file.has(FIRST_CHUNK + 4, "IHDR")) {
      return OptionalLong.empty();
    }
    PngHeader header = PngHeader.of(file.slice(FIRST_CHUNK + 8, file.u32(FIRST_CHUNK)));
    return OptionalLong.of((long) header.width() * header.height());
  }

  private void chunks() throws Refusal {
    long at = FIRST_CHUNK;
    // A missing end marker is no fault: whether all rows are there, their reader finds out.
    while (file.holds(at, 8) && !file.has(at + 4, "IEND")) {
      long length = file.u32(at);
      String type = file.ascii(at + 4, 4);
      boolean ancillary = (type.charAt(0) & 0x20) != 0;
      if (!data.isEmpty() && !type.equals("IDAT")) {
        dataEnded = true;
      }
      if (!file.holds(at + 8, length + 4)) {
        if (dataEnded) {
          return;
        }
        throw Refusal.truncated("the data ends inside of chunk " + type);
      }
      Bytes body = file.slice(at + 8, length);
      if (checksumFits(at, length)) {
        chunk(type, body, ancillary);
      } else if (!ancillary) {
        throw Refusal.corrupt("wrong checksum in chunk " + type);
      } else if (type.equals("tRNS")) {
        throw Refusal.corrupt("wrong checksum in chunk tRNS");
      }
      at += 12 + length;
    }
  }

  private boolean checksumFits(long at, long length) throws Refusal {
    CRC32 checksum = new CRC32();
    checksum.update(file.array(), file.offset() + (int) at + 4, (int) length + 4);
    return checksum.getValue() == file.u32(at + 8 + length);
  }

  private void chunk(String type, Bytes body, boolean ancillary) throws Refusal {
    if (header == null) {
      if (type.equals("CgBI")) {
        throw Refusal.variant("Apple's private PNG dialect (CgBI): send a standard PNG");
      }
      if (!type.equals("IHDR")) {
        throw Refusal.corrupt("the first chunk is " + type + " (expected: IHDR)");
      }
      header = PngHeader.of(body);
      return;
    }
    switch (type) {
      case "PLTE" -> palette = body.copy();
      case "tRNS" -> transparency = body;
      case "IDAT" -> {
        if (!dataEnded) {
          data.add(body);
        }
      }
      case "iCCP" -> {
        if (!profileSeen) { // there is one; many would be a way to keep a decoder busy
          profileSeen = true;
          profile = inflatedProfile(body);
        }
      }
      case "eXIf" -> orientation = Orientation.in(body);
      default -> {
        if (!ancillary) {
          throw Refusal.corrupt("chunk " + type + " is unknown, and marked as needed");
        }
      }
    }
  }

  /** A name, a zero, the method (0 = zlib), the data. */
  private static byte[] inflatedProfile(Bytes body) throws Refusal {
    int name = 0;
    while (name < body.length() && body.u8(name) != 0) {
      name++;
    }
    return body.holds(name, 2) && body.u8(name + 1) == 0
        ? Zlib.upTo(Limits.MOST_PROFILE_BYTES, body.from(name + 2))
        : new byte[0];
  }
}
