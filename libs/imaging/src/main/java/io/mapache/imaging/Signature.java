package io.mapache.imaging;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the first bytes say. Names and declared types are not asked. */
final class Signature {

  /** A known picture or document format that is not taken. */
  private record Foreign(int at, String bytes, String name) {}

  private static final List<Foreign> FOREIGN =
      List.of(
          new Foreign(0, "\0\0\0\fjP  ", "JPEG 2000"),
          new Foreign(0, "\u00ffO\u00ffQ", "JPEG 2000"),
          new Foreign(0, "\0\0\0\fJXL ", "JPEG XL"),
          new Foreign(0, "\u00ff\n", "JPEG XL"),
          new Foreign(0, "II\u00bc", "JPEG XR"),
          new Foreign(0, "%PDF", "PDF"),
          new Foreign(0, "%!PS", "PostScript"),
          new Foreign(0, "8BPS", "Photoshop"),
          new Foreign(0, "gimp xcf", "GIMP"),
          new Foreign(0, "\0\0\1\0", "Windows icon"),
          new Foreign(0, "\0\0\2\0", "Windows cursor"),
          new Foreign(0, "v/1\u0001", "OpenEXR"),
          new Foreign(0, "#?RADIANCE", "Radiance HDR"),
          new Foreign(0, "\u008aMNG", "MNG"),
          new Foreign(0, "\u008bJNG", "JNG"),
          new Foreign(0, "qoif", "QOI"),
          new Foreign(0, "DDS ", "DirectDraw"),
          new Foreign(0, "SIMPLE  =", "FITS"),
          new Foreign(0, "AT&TFORM", "DjVu"),
          new Foreign(0, "{\\rtf", "RTF"),
          new Foreign(0, "<svg", "SVG"),
          new Foreign(128, "DICM", "DICOM"));

  private static final Set<String> HEIF_BRANDS =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

  private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");

  private Signature() {}

  static Format of(Bytes file) throws Refusal {
    if (file.length() == 0) {
      throw new Refusal(Reason.EMPTY, "no bytes");
    }
    Optional<Format> taken = taken(file);
    if (taken.isPresent()) {
      return taken.get();
    }
    String foreign = foreign(file);
    if (!foreign.isEmpty()) {
      throw new Refusal(
          Reason.UNSUPPORTED_FORMAT,
          foreign + " is not taken: send the picture as JPEG, PNG, GIF, BMP, WebP or TIFF");
    }
    throw new Refusal(Reason.NOT_AN_IMAGE, "the first bytes are of no known picture format");
  }

  private static Optional<Format> taken(Bytes file) throws Refusal {
    if (file.has(0, "\u00ff\u00d8\u00ff") || (file.length() == 2 && file.has(0, "\u00ff\u00d8"))) {
      return Optional.of(Format.JPEG);
    }
    if (file.has(0, "\u0089PNG")) {
      return Optional.of(Format.PNG);
    }
    if (file.has(0, "GIF87a") || file.has(0, "GIF89a")) {
      return Optional.of(Format.GIF);
    }
    if (file.has(0, "RIFF") && file.has(8, "WEBP")) {
      return Optional.of(Format.WEBP);
    }
    if (file.has(0, "II*\0")
        || file.has(0, "MM\0*")
        || file.has(0, "II+\0")
        || file.has(0, "MM\0+")) {
      return Optional.of(Format.TIFF);
    }
    return file.has(0, "BM") && BmpHeader.plausible(file)
        ? Optional.of(Format.BMP)
        : Optional.empty();
  }

  private static String foreign(Bytes file) throws Refusal {
    for (Foreign known : FOREIGN) {
      if (file.has(known.at, known.bytes)) {
        return known.name;
      }
    }
    if (file.has(4, "ftyp") && file.holds(8, 4)) {
      String brand = file.ascii(8, 4);
      return HEIF_BRANDS.contains(brand) ? "HEIC" : AVIF_BRANDS.contains(brand) ? "AVIF" : "";
    }
    if (file.has(0, "<?xml") && file.ascii(0, Math.min(file.length(), 1024)).contains("<svg")) {
      return "SVG";
    }
    boolean netpbm =
        file.length() > 2
            && file.u8(0) == 'P'
            && file.u8(1) >= '1'
            && file.u8(1) <= '7'
            && file.u8(2) == '\n';
    return netpbm ? "Netpbm" : "";
  }
}
