package io.mapache.imaging;

import java.io.EOFException;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * The only decoder: whole pictures in 8-bit sRGB, or a refusal with one reason. Used where images
 * come in, where they are trained on and where they are served, so that the three cannot disagree.
 *
 * <p>The content decides the format. Orientation and colour profiles are applied, alpha goes over
 * white, films and multi-page files give their first picture, and a picture of which any pixel is
 * missing or damaged is refused. Limits (50 million pixels, sides of at least 8) are checked on the
 * header. What is not taken and why: docs/adr/0005.
 *
 * <p>Stateless: any number of callers. Each call needs up to about 10 bytes of heap a pixel, and
 * for a progressive JPEG 6 more outside of the heap.
 */
public final class ImageDecoder {

  /** Codecs put whole tables of the file into their messages. */
  private static final int LONGEST_MESSAGE = 120;

  /** Cheap; there is nothing to share or to close. */
  public ImageDecoder() {}

  /**
   * Decodes one file.
   *
   * @param bytes a whole file; read during the call, neither changed nor kept
   * @return never an exception, whatever the bytes are
   */
  public Decoded decode(byte[] bytes) {
    try {
      Bytes file = Bytes.of(bytes);
      Format format = Signature.of(file);
      return new Decoded.Image(read(format, file).develop(), format);
    } catch (Refusal refusal) {
      return refusal.outcome();
    } catch (EOFException e) {
      return new Decoded.Refused(Reason.TRUNCATED, "the data ends before the picture is whole");
    } catch (IOException e) {
      return refusedByCodec(String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      // The codecs below were not written for hostile input: what breaks them is damage to us.
      return refusedByCodec(e.getClass().getSimpleName());
    } catch (OutOfMemoryError e) {
      return new Decoded.Refused(
          Reason.TOO_LARGE, "decoding needs more memory than is free: send a smaller picture");
    }
  }

  /**
   * What the header of a JPEG or PNG says, for callers who have to know what decoding will cost.
   * Reads no further than that.
   *
   * @return pixels of the picture; empty for other formats, for progressive JPEG, which costs more
   *     than its pixels say, and for headers that are not taken
   */
  public static OptionalLong announcedPixels(byte[] bytes) {
    try {
      Bytes file = Bytes.of(bytes);
      return switch (Signature.of(file)) {
        case JPEG -> JpegSegments.sequentialPixels(file);
        case PNG -> Png.pixels(file);
        case GIF, BMP, WEBP, TIFF -> OptionalLong.empty();
      };
    } catch (Refusal refusal) {
      return OptionalLong.empty();
    }
  }

  private static Decoded.Refused refusedByCodec(String message) {
    boolean variant = message.startsWith("Unsupported") || message.contains("not supported");
    String shortened = message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    return new Decoded.Refused(
        variant ? Reason.UNSUPPORTED_VARIANT : Reason.CORRUPT,
        "the picture cannot be decoded: " + shortened);
  }

  private static Samples read(Format format, Bytes file) throws Refusal, IOException {
    return switch (format) {
      case JPEG -> Jpeg.read(file);
      case PNG -> Png.read(file);
      case GIF -> Gif.read(file);
      case BMP -> Bmp.read(file);
      case WEBP -> Webp.read(file);
      case TIFF -> Tiff.read(file);
    };
  }
}
