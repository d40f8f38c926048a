package io.mapache.imaging;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The container of a WebP: the canvas, the first frame's place on it, profile and orientation. The
 * frame itself is handed on alone. Source: WebP container specification (RFC 9649).
 */
final class Webp {

  private static final ImageReaderSpi FRAMES = new WebPImageReaderSpi();
  private static final int ANIMATION = 0x02;

  private Webp() {}

  static Samples read(Bytes bytes) throws Refusal, IOException {
    Bytes file = bytes.littleEndian();
    RiffChunks chunks = RiffChunks.in(contents(file));
    Optional<Bytes> extended = chunks.first("VP8X");
    if (extended.isEmpty()) {
      WebpFrame frame = WebpFrame.in(chunks);
      Limits.check(frame.width(), frame.height());
      return frame.pixels(FRAMES);
    }
    Bytes header = extended.get();
    int width = header.u24(4) + 1;
    int height = header.u24(7) + 1;
    Limits.check(width, height);
    return ((header.u8(0) & ANIMATION) != 0
            ? firstFrame(chunks, width, height)
            : onlyFrame(chunks, width, height))
        .withProfile(chunks.extra("ICCP"))
        .withOrientation(Orientation.in(Bytes.of(chunks.extra("EXIF"))));
  }

  /** What the outer chunk holds; the byte that pads an odd last chunk is often left out. */
  private static Bytes contents(Bytes file) throws Refusal {
    long end = 8 + file.u32(4);
    if (end > file.length() + 1L) {
      throw Refusal.truncated("the WebP has %d bytes (expected: %d)".formatted(file.length(), end));
    }
    return file.slice(12, Math.min(end, file.length()) - 12);
  }

  private static Samples onlyFrame(RiffChunks chunks, int width, int height)
      throws Refusal, IOException {
    WebpFrame frame = WebpFrame.in(chunks);
    if (frame.width() != width || frame.height() != height) {
      throw Refusal.corrupt("the picture does not fill its canvas");
    }
    return frame.pixels(FRAMES);
  }

  private static Samples firstFrame(RiffChunks chunks, int width, int height)
      throws Refusal, IOException {
    Optional<Bytes> first = chunks.first("ANMF");
    if (first.isEmpty()) {
      throw Refusal.truncated("an animated WebP without any frame");
    }
    Bytes body = first.get();
    int left = 2 * body.u24(0);
    int top = 2 * body.u24(3);
    WebpFrame frame = WebpFrame.in(RiffChunks.in(body.from(16)));
    if (left + frame.width() > width || top + frame.height() > height) {
      throw Refusal.corrupt("the first frame reaches over its canvas");
    }
    return frame.pixels(FRAMES).onCanvas(width, height, left, top);
  }
}
