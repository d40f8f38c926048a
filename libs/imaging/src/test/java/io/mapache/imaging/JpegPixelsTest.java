package io.mapache.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegPixelsTest {

  /**
   * Digests of {@code Image.open(file).convert("RGB").tobytes()}, Pillow 13.0.0 with libjpeg-turbo
   * 3.2.0: the accurate inverse DCT and smooth chroma. A fast decoder is up to 16 of 255 off, and
   * the features of a small picture 22 %.
   */
  @ParameterizedTest
  @CsvSource({
    "colour-420.jpg, 563388d7b25c531ffba66b7d5fc3a8673b9c5ee59ed8e30ec7e4da47cf97b2ec",
    "grey.jpg, 02519ec35b24ed597088007d8f2cd56e275827bac2b76e250541907cdfc6efbf"
  })
  void areThoseOfLibjpegTurboToTheLastBit(String file, String digest)
      throws NoSuchAlgorithmException {
    Decoded decoded = new ImageDecoder().decode(TestFiles.bytes("jpeg/" + file));
    byte[] rgb = ((Decoded.Image) decoded).picture().rgb();
    byte[] found = MessageDigest.getInstance("SHA-256").digest(rgb);
    assertThat(HexFormat.of().formatHex(found)).isEqualTo(digest);
  }
}
