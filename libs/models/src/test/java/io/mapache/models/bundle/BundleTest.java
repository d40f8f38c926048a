package io.mapache.models.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mapache.models.Measure;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundleTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Bundle bundle() {
    return new Bundle(
        "dogs",
        Bundle.FROZEN,
        "t-1",
        Instant.parse("2026-05-01T10:00:00Z"),
        List.of("cat", "dog"),
        Signature.classifier(150, 2),
        "b".repeat(64),
        "a".repeat(64),
        "c".repeat(64),
        "dd8f",
        "ee00",
        null,
        null,
        MAPPER.createObjectNode().put("batchSize", 32),
        MAPPER.createObjectNode().put("accuracy", 0.967),
        1.25,
        new Novelty("d".repeat(64), Collections.nCopies(101, 3.5), Measure.DIRECTION),
        "0.1.0");
  }

  @Test
  void comesBackFromItsJsonAsItWas() throws IOException {
    assertThat(Bundle.parse(bundle().toJson())).isEqualTo(bundle());
  }

  @Test
  void isNamedByTheDigestOfItsBytes() throws IOException {
    assertThat(bundle().digest())
        .matches("[0-9a-f]{64}")
        .isEqualTo(Bundle.parse(bundle().toJson()).digest());
    assertThat(new String(bundle().toJson(), UTF_8)).doesNotContain("\r").contains("2026-05-01T");
  }

  @Test
  void noveltyOfBeforeThereWasAChoiceIsEuclidean() throws IOException {
    String earlier = json().replaceFirst(",\\s*\"measure\" : \"direction\"", "");

    assertThat(earlier).doesNotContain("measure");
    assertThat(Bundle.parse(earlier.getBytes(UTF_8)).novelty().measure())
        .isEqualTo(Measure.EUCLIDEAN);
  }

  @Test
  void ignoresFieldsThatALaterVersionAdds() throws IOException {
    String later = json().replaceFirst("\\{", "{\"centroids\": [1, 2],");

    assertThat(Bundle.parse(later.getBytes(UTF_8))).isEqualTo(bundle());
  }

  @Test
  void describesWhatGoesInAndComesOut() {
    assertThat(Signature.classifier(150, 2).outputs())
        .containsExactly(
            new Signature.Tensor("logits", "float32", List.of(-1, 1)),
            new Signature.Tensor("probabilities", "float32", List.of(-1, 2)));
    assertThat(Signature.classifier(150, 5).outputs().get(0).shape()).containsExactly(-1, 5);
  }

  @Test
  void saysWhatIsWrongWithABrokenBundle() {
    assertRefused(json().substring(0, 100), "bundle.json cannot be read");
    assertRefused("null", "says null");
    assertRefused(json().replace("\"base\"", "\"bass\""), "`base` is missing");
    assertRefused(json().replace("frozen", "molten"), "candidate `molten`");
    assertRefused(json().replace("1.25", "0"), "temperature 0.0");
  }

  private static String json() {
    return new String(bundle().toJson(), UTF_8);
  }

  private static void assertRefused(String json, String why) {
    assertThatThrownBy(() -> Bundle.parse(json.getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
  }
}
