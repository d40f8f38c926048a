package io.mapache.imaging;

import java.util.Locale;

/** Why bytes are refused: a closed vocabulary, and always the sender's fault (HTTP 4xx). */
public enum Reason {
  /** No bytes. */
  EMPTY,
  /** No image signature at the first byte. */
  NOT_AN_IMAGE,
  /** A known picture or document format, but not one of {@link Format}. */
  UNSUPPORTED_FORMAT,
  /** One of {@link Format}, using a feature that is not taken. */
  UNSUPPORTED_VARIANT,
  /** The data ends before the picture is whole. */
  TRUNCATED,
  /** The data contradicts itself or is damaged. */
  CORRUPT,
  /** More pixels, or more work, than the limits allow. */
  TOO_LARGE,
  /** A side is under the least size. */
  TOO_SMALL;

  /** The spelling in events and HTTP answers, such as {@code not-an-image}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
