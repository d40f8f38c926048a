package io.mapache.imaging;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/**
 * One coded frame. Sources: RFC 6386, 9.1 (lossy); RFC 9649, 3.4 (lossless).
 *
 * @param alpha of a lossy frame, empty if it has none
 */
record WebpFrame(int width, int height, String kind, Bytes data, Optional<Bytes> alpha) {

  private static final String LOSSY = "VP8 ";
  private static final String LOSSLESS = "VP8L";
  private static final int ALPHA_FLAG = 0x10;

  static WebpFrame in(RiffChunks chunks) throws Refusal {
    Optional<Bytes> lossy = chunks.first(LOSSY);
    if (lossy.isPresent()) {
      return lossy(lossy.get(), chunks.first("ALPH"));
    }
    Optional<Bytes> lossless = chunks.first(LOSSLESS);
    if (lossless.isPresent()) {
      return lossless(lossless.get());
    }
    throw Refusal.truncated("a WebP without a picture");
  }

  private static WebpFrame lossy(Bytes data, Optional<Bytes> alpha) throws Refusal {
    int tag = data.u24(0);
    if ((tag & 1) != 0 || !data.has(3, "\u009d\u0001*")) {
      throw Refusal.corrupt("the lossy frame has no key frame header");
    }
    if (!data.holds(10, tag >> 5)) {
      throw Refusal.truncated("the lossy frame ends inside of its first partition");
    }
    return new WebpFrame(data.u16(6) & 0x3FFF, data.u16(8) & 0x3FFF, LOSSY, data, alpha);
  }

  private static WebpFrame lossless(Bytes data) throws Refusal {
    if (data.u8(0) != 0x2F || data.u8(4) >> 5 != 0) {
      throw Refusal.corrupt("the lossless frame has no header of version 0");
    }
    long sizes = data.u32(1);
    int width = (int) (sizes & 0x3FFF) + 1;
    int height = (int) (sizes >> 14 & 0x3FFF) + 1;
    return new WebpFrame(width, height, LOSSLESS, data, Optional.empty());
  }

  Samples pixels(ImageReaderSpi frames) throws Refusal, IOException {
    ImageReader reader = frames.createReaderInstance();
    try (ImageInputStream stream = new ByteArrayImageInputStream(alone())) {
      reader.setInput(stream, true, true);
      BufferedImage image = reader.read(0);
      if (image.getWidth() != width || image.getHeight() != height) {
        throw Refusal.corrupt("the picture is not what its header says");
      }
      return DecodedImage.samples(image);
    } finally {
      reader.dispose();
    }
  }

  /** A file of this frame and nothing else: no film, profile or metadata for the reader to mind. */
  private byte[] alone() {
    Bytes opacity = alpha.orElse(Bytes.of(new byte[0]));
    ByteBuffer file =
        ByteBuffer.allocate(48 + data.length() + opacity.length()).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF\0\0\0\0WEBP".getBytes(StandardCharsets.ISO_8859_1));
    if (alpha.isPresent()) {
      ByteBuffer header = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
      header.putInt(ALPHA_FLAG).putInt((width - 1) | (height - 1) << 24);
      header.put((byte) ((height - 1) >> 8)).put((byte) ((height - 1) >> 16));
      put(file, "VP8X", Bytes.of(header.array()));
      put(file, "ALPH", opacity);
    }
    put(file, kind, data);
    file.putInt(4, file.position() - 8);
    byte[] bytes = new byte[file.position()];
    file.flip().get(bytes);
    return bytes;
  }

  private static void put(ByteBuffer file, String name, Bytes body) {
    file.put(name.getBytes(StandardCharsets.ISO_8859_1)).putInt(body.length());
    file.put(body.array(), body.offset(), body.length());
    if (body.length() % 2 != 0) {
      file.put((byte) 0);
    }
  }
}
