package io.mapache.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
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
  void getsTheRightAnswer(Answer right) {
    Decoded decoded = decoder.decode(TestFiles.bytes("odd-images/" + right.file()));
    if (decoded instanceof Decoded.Refused refused) {
      assertThat(right.mayBe(refused.reason().code())).as("%s", refused).isTrue();
      assertThat(refused.detail()).isNotBlank();
    } else if (decoded instanceof Decoded.Image image) {
      assertThat(right.mayBe("accepted")).as("taken, but expected: %s", right.reason()).isTrue();
      comparePixels(image.picture(), right);
    }
  }

  private static void comparePixels(Picture picture, Answer right) {
    assertThat(picture.width() + "x" + picture.height()).isEqualTo(right.size());
    byte[] png = TestFiles.bytes("odd-images/expected/" + right.file() + ".png");
    Difference found = Difference.between(picture, png);
    assertThat(found.max()).as("%s", found).isLessThanOrEqualTo(Integer.parseInt(right.max()));
    assertThat(found.mean()).as("%s", found).isLessThanOrEqualTo(Double.parseDouble(right.mean()));
  }
}
