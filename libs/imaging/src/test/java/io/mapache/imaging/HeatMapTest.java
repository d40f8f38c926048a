package io.mapache.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeatMapTest {

  private static final int GREY = 100;

  @Test
  void theWarmestPlaceGlowsYellowAndTheColdOnesDarken() {
    Picture over = new HeatMap(2, new float[] {0, 0, 0, 8}).over(grey(40, 20));
    assertThat(pixel(over, 39, 19)).containsExactly(205, 197, 32);
    int[] cold = pixel(over, 0, 0);
    assertThat(cold[1]).isEqualTo(88);
    assertThat(cold[0]).isLessThan(pixel(over, 39, 19)[0]);
  }

  @Test
  void isStretchedOverThePictureWithoutSteps() {
    Picture over = new HeatMap(2, new float[] {0, 1, 0, 1}).over(grey(64, 16));
    for (int x = 1; x < 64; x++) {
      assertThat(pixel(over, x, 8)[0]).isGreaterThanOrEqualTo(pixel(over, x - 1, 8)[0]);
    }
    assertThat(pixel(over, 32, 0)).isEqualTo(pixel(over, 32, 15));
    assertThat(pixel(over, 0, 0)[0]).isLessThan(pixel(over, 32, 0)[0]);
    assertThat(pixel(over, 32, 0)[0]).isLessThan(pixel(over, 63, 0)[0]);
  }

  @Test
  void whatSpeaksAgainstIsAsColdAsWhatSaysNothing() {
    Picture picture = grey(8, 8);
    assertThat(new HeatMap(1, new float[] {-3}).over(picture).rgb())
        .isEqualTo(new HeatMap(1, new float[] {0}).over(picture).rgb());
  }

  @Test
  void leavesThePictureAsItIs() {
    Picture picture = grey(8, 8);
    new HeatMap(1, new float[] {1}).over(picture);
    assertThat(pixel(picture, 3, 3)).containsExactly(GREY, GREY, GREY);
  }

  @Test
  void isASquare() {
    assertThatThrownBy(() -> new HeatMap(2, new float[3]))
        .hasMessage("heat map: 3 numbers for a side of 2 (expected: its square)");
  }

  private static Picture grey(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) GREY);
    return new Picture(width, height, rgb);
  }

  private static int[] pixel(Picture picture, int x, int y) {
    int at = 3 * (y * picture.width() + x);
    byte[] rgb = picture.rgb();
    return new int[] {rgb[at] & 0xFF, rgb[at + 1] & 0xFF, rgb[at + 2] & 0xFF};
  }
}
