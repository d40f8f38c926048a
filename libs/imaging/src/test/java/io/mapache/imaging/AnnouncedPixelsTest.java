package io.mapache.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncedPixelsTest {

  static Stream<String> oddImages() {
    return OddImagesTest.answers().map(answer -> "odd-images/" + answer.file());
  }

  /** Whoever relies on them must not be made to decode more. */
  @ParameterizedTest
  @MethodSource("oddImages")
  void areThoseThatAreDecoded(String file) {
    byte[] bytes = TestFiles.bytes(file);
    OptionalLong announced = ImageDecoder.announcedPixels(bytes);
    if (announced.isPresent() && new ImageDecoder().decode(bytes) instanceof Decoded.Image image) {
      assertThat(announced).hasValue((long) image.picture().width() * image.picture().height());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg/colour-420.jpg", "jpeg/grey.jpg", "variants/png-o5.png"})
  void areKnownOfWhatMostPeopleSend(String file) {
    assertThat(ImageDecoder.announcedPixels(TestFiles.bytes(file))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "variants/jpg-prog.jpg",
        "variants/gif-i.gif",
        "variants/webp-o8.webp",
        "variants/bmp-rle8.bmp",
        "odd-images/jpeg-65500-square.jpg"
      })
  void areNotKnownOfOthers(String file) {
    assertThat(ImageDecoder.announcedPixels(TestFiles.bytes(file))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("oddImages")
  void areAskedOfAnyBytes(String file) {
    byte[] whole = TestFiles.bytes(file);
    for (int length = 0; length <= Math.min(whole.length, 200); length++) {
      assertThat(ImageDecoder.announcedPixels(Arrays.copyOf(whole, length))).isNotNull();
    }
  }

  /** The bytes of a second frame header, which a decoder does not look at. */
  @Test
  void aFrameThatIsHiddenInASegmentIsNotBelieved() {
    byte[] whole = TestFiles.bytes("jpeg/grey.jpg");
    byte[] hidden = {
      (byte) 0xFF, (byte) 0xFF, (byte) 0xFE, 0, 14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    ByteArrayOutputStream padded = new ByteArrayOutputStream();
    padded.write(whole, 0, 2);
    padded.writeBytes(hidden);
    padded.write(whole, 2, whole.length - 2);
    assertThat(ImageDecoder.announcedPixels(padded.toByteArray())).isEmpty();
  }
}
