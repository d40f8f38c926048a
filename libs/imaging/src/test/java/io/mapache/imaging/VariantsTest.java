package io.mapache.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Corners of the formats that the odd images do not reach; pixels as Pillow 13 gives them. */
class VariantsTest {

  private final ImageDecoder decoder = new ImageDecoder();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bmp-rle4.bmp",
        "bmp-rle8.bmp",
        "gif-i.gif",
        "jpg-444-nojfif.jpg",
        "jpg-keeprgb.jpg",
        "jpg-prog.jpg",
        "jpg-rst.jpg",
        "png-Ltrns.png",
        "png-o5.png",
        "tif-assoc.tif",
        "tif-planar-lzw.tif",
        "tif-rgb16be.tif",
        "tif-unspec.tif",
        "webp-o8.webp"
      })
  void isDecodedToTheLastBit(String file) {
    Decoded decoded = decoder.decode(bytes(file));
    assertThat(decoded).isInstanceOf(Decoded.Image.class);
    byte[] png = TestFiles.bytes("variants/expected/" + file + ".png");
    assertThat(Difference.between(((Decoded.Image) decoded).picture(), png))
        .isEqualTo(new Difference(0, 0));
  }

  @Test
  void aProgressiveJpegThatEndsBetweenTwoScansIsTruncated() {
    byte[] whole = bytes("jpg-prog.jpg");
    byte[] cut = Arrays.copyOf(whole, lastScan(whole));
    assertThat(reason(cut)).isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void aJpegOfMoreThanAHundredScansIsTooLarge() {
    byte[] whole = bytes("jpg-prog.jpg");
    int scan = lastScan(whole);
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    many.write(whole, 0, scan);
    for (int i = 0; i < 101; i++) {
      many.write(whole, scan, whole.length - 2 - scan);
    }
    many.write(whole, whole.length - 2, 2);
    assertThat(reason(many.toByteArray())).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void aWrongChecksumCountsWhereItMakesThePicture() {
    assertThat(reason(withDamagedChecksum("png-Ltrns.png", "IDAT"))).isEqualTo(Reason.CORRUPT);
    assertThat(reason(withDamagedChecksum("png-Ltrns.png", "tRNS"))).isEqualTo(Reason.CORRUPT);
    assertThat(decoder.decode(withDamagedChecksum("png-o5.png", "eXIf")))
        .isInstanceOf(Decoded.Image.class);
  }

  @Test
  void whatFollowsThePictureIsIgnored() {
    byte[] gif = bytes("gif-i.gif");
    byte[] longer = Arrays.copyOf(gif, gif.length + 1000);
    assertThat(((Decoded.Image) decoder.decode(longer)).picture().rgb())
        .isEqualTo(((Decoded.Image) decoder.decode(gif)).picture().rgb());
  }

  private Reason reason(byte[] file) {
    Decoded decoded = decoder.decode(file);
    assertThat(decoded).isInstanceOf(Decoded.Refused.class);
    return ((Decoded.Refused) decoded).reason();
  }

  private static int lastScan(byte[] jpeg) {
    return text(jpeg).lastIndexOf("\u00ff\u00da");
  }

  private static byte[] withDamagedChecksum(String file, String chunk) {
    byte[] png = bytes(file);
    int type = text(png).indexOf(chunk);
    int length = (png[type - 2] & 0xFF) << 8 | (png[type - 1] & 0xFF);
    png[type + 4 + length] ^= 1;
    return png;
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String file) {
    return TestFiles.bytes("variants/" + file);
  }
}
