package io.mapache.imaging;

/** The formats that are taken. The first bytes decide, never a name or a declared type. */
public enum Format {
  JPEG("image/jpeg"),
  PNG("image/png"),
  GIF("image/gif"),
  BMP("image/bmp"),
  WEBP("image/webp"),
  TIFF("image/tiff");

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The registered media type, such as {@code image/jpeg}. */
  public String mediaType() {
    return mediaType;
  }
}
