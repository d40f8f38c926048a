package io.mapache.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShrinkTest {

  @Test
  void keepsTheSidesInProportionAndNeverLosesOne() {
    assertThat(Shrink.to(100, noise(400, 300))).hasToString("picture of 100x75");
    assertThat(Shrink.to(100, noise(30, 900))).hasToString("picture of 3x100");
    assertThat(Shrink.to(100, noise(1, 900))).hasToString("picture of 1x100");
  }

  @Test
  void whatIsSmallEnoughStays() {
    Picture small = noise(100, 40);
    assertThat(Shrink.to(100, small)).isSameAs(small);
  }

  /** A mean of all pixels: picking some of them would leave the noise as it was. */
  @Test
  void everyPixelCounts() {
    byte[] rgb = Shrink.to(10, noise(1280, 1280)).rgb();
    for (byte value : rgb) {
      assertThat(value & 0xFF).isBetween(105, 150);
    }
  }

  @Test
  void toNothingIsRefused() {
    assertThatThrownBy(() -> Shrink.to(0, noise(9, 9)))
        .hasMessage("shrink to 0 (expected: at least 1)");
  }

  @Test
  void aFileWithoutLossHasThePixelsOfItsPicture() {
    Picture picture = noise(33, 9);
    Picture read = decoded(ImageEncoder.png(picture), Format.PNG);
    assertThat(read.rgb()).isEqualTo(picture.rgb());
  }

  @Test
  void aJpegOfPlainGreyStaysGrey() {
    byte[] rgb = new byte[3 * 16 * 16];
    Arrays.fill(rgb, (byte) 77);
    Picture read = decoded(ImageEncoder.jpeg(new Picture(16, 16, rgb), 0.8f), Format.JPEG);
    assertThat(read.rgb()).containsOnly((byte) 77);
  }

  private static Picture decoded(byte[] file, Format format) {
    Decoded.Image image = (Decoded.Image) new ImageDecoder().decode(file);
    assertThat(image.format()).isEqualTo(format);
    return image.picture();
  }

  private static Picture noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(width).nextBytes(rgb);
    return new Picture(width, height, rgb);
  }
}
