package io.mapache.models.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mapache.models.Head;
import io.mapache.models.graph.TinyBase;
import io.mapache.models.session.BaseSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {

  private static final Head HEAD =
      new Head(3, new float[] {.1f, 0, 0, 0, .2f, 0, 0, 0, .3f}, new float[] {0, 1, 2});

  @TempDir Path folder;

  @Test
  void comesBackFromItsJsonAsItWas() throws IOException {
    Golden golden = golden(0);

    Golden back = Golden.parse(golden.toJson());

    assertThat(back.imageSize()).isEqualTo(TinyBase.SIZE);
    assertThat(back.examples()).hasSize(2);
    assertThat(back.examples().get(1).png()).containsExactly(9);
    assertThat(back.examples().get(1).probabilities())
        .containsExactly(golden.examples().get(1).probabilities());
  }

  @Test
  void passesAModelThatAnswersAsItDidAfterTraining() throws IOException {
    GoldenCheck check = run(golden(0));

    assertThat(check.passed()).isTrue();
    assertThat(check.largest()).isLessThan(1e-6);
  }

  @Test
  void failsAModelThatAnswersOtherwiseAndSaysWhere() throws IOException {
    GoldenCheck check = run(golden(2e-4f));

    assertThat(check.passed()).isFalse();
    assertThat(check.largest()).isCloseTo(2e-4, within(1e-6));
    assertThat(check)
        .hasToString("golden predictions differ by up to 2.0e-04 (example 1; allowed: 1e-04)");
  }

  @Test
  void failsOnNanAndOnAnotherNumberOfClasses() {
    float[] right = golden(0).examples().get(0).probabilities();

    assertThat(GoldenCheck.compare(golden(0), new float[][] {right, {Float.NaN, 0, 0}}).passed())
        .isFalse();
    assertThat(GoldenCheck.compare(golden(0), new float[][] {right, {1, 0}}).passed()).isFalse();
  }

  @Test
  void refusesAGoldenFileWithoutExamples() {
    assertThatThrownBy(() -> Golden.parse("{\"imageSize\": 150}".getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no examples");
  }

  private GoldenCheck run(Golden golden) throws IOException {
    try (BaseSession base = BaseSession.load(TinyBase.write(folder.resolve("base.onnx")), 1)) {
      return GoldenCheck.run(golden, GoldenTest::pixels, base, HEAD);
    }
  }

  /** Two one-byte "images", their grey; the second one's answer is off by some amount. */
  private static Golden golden(float off) {
    float[] second = HEAD.probabilities(new float[] {9, 9, 9});
    second[0] += off;
    return new Golden(
        TinyBase.SIZE,
        List.of(
            new Golden.Example(new byte[] {4}, HEAD.probabilities(new float[] {4, 4, 4})),
            new Golden.Example(new byte[] {9}, second)));
  }

  private static float[] pixels(byte[] image) {
    float[] grey = new float[TinyBase.SIZE * TinyBase.SIZE * 3];
    Arrays.fill(grey, image[0]);
    return grey;
  }
}
