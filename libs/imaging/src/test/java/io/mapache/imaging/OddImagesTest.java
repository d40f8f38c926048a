package io.mapache.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 66 unusual, hostile and broken files, each with the one right answer (or the few that are). */
class OddImagesTest {

  private final ImageDecoder decoder = new ImageDecoder();

  record Answer(
      String file,
      String outcome,
      String reason,
      String size,
      String max,
      String mean,
      List<String> alsoRight) {

    static Answer of(String line) {
      String[] cells = line.split("\t", -1);
      return new Answer(
          cells[0],
          cells[1],
          cells[2],
          cells[3],
          cells[4],
          cells[5],
          List.of(cells[6].split("; ")));
    }

    boolean mayBe(String answer) {
      return outcome.equals(answer) || reason.equals(answer) || alsoRight.contains(answer);
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Answer> answers() {
    String table = new String(TestFiles.bytes("odd-images/answers.tsv"), StandardCharsets.UTF_8);
    return table.lines().skip(1).map(Answer::of);
  }

  @Test
  void theTableHoldsAllFiles() {
    assertThat(answers()).hasSize(66);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void getsTheRightAnswer(Answer right) throws IOException {
    Decoded decoded = decoder.decode(TestFiles.bytes("odd-images/" + right.file()));
    if (decoded instanceof Decoded.Refused refused) {
      assertThat(right.mayBe(refused.reason().code())).as("%s", refused).isTrue();
      assertThat(refused.detail()).isNotBlank();
    } else if (decoded instanceof Decoded.Image image) {
      assertThat(right.mayBe("accepted")).as("taken, but expected: %s", right.reason()).isTrue();
      comparePixels(image.picture(), right);
    }
  }

  private static void comparePixels(Picture picture, Answer right) throws IOException {
    assertThat(picture.width() + "x" + picture.height()).isEqualTo(right.size());
    byte[] png = TestFiles.bytes("odd-images/expected/" + right.file() + ".png");
    BufferedImage expected = ImageIO.read(new ByteArrayInputStream(png));
    int max = 0;
    long sum = 0;
    byte[] rgb = picture.rgb();
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % picture.width();
      int y = i / 3 / picture.width();
      int wanted = expected.getRGB(x, y) >> 8 * (2 - i % 3) & 0xFF;
      int difference = Math.abs((rgb[i] & 0xFF) - wanted);
      max = Math.max(max, difference);
      sum += difference;
    }
    assertThat(max).as("greatest difference").isLessThanOrEqualTo(Integer.parseInt(right.max()));
    assertThat((double) sum / rgb.length)
        .as("mean difference")
        .isLessThanOrEqualTo(Double.parseDouble(right.mean()));
  }
}
