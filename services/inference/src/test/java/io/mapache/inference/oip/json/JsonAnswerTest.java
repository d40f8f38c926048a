package io.mapache.inference.oip.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.inference.oip.InferAnswer;
import io.mapache.inference.oip.OutputTensor;
import io.mapache.inference.oip.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonAnswerTest {

  private static final OutputTensor.Numbers NUMBERS =
      new OutputTensor.Numbers(new float[] {0.5f, 1});
  private static final OutputTensor.Texts TEXTS = new OutputTensor.Texts(List.of("a \"b\""));

  @Test
  void allIsJson() {
    JsonAnswer answer =
        JsonAnswer.of(
            new InferAnswer.Inferred(
                "pets",
                4,
                Optional.of("7"),
                new Parameters(Map.of("tenant", "a")),
                List.of(
                    new OutputTensor("probabilities", List.of(1L, 2L), NUMBERS, false),
                    new OutputTensor("label", List.of(1L), TEXTS, false))));
    assertThat(new String(answer.bytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"model_name":"pets","model_version":"4","id":"7","parameters":{"tenant":"a"},"outputs":[\
            {"name":"probabilities","datatype":"FP32","shape":[1,2],"data":[0.5,1.0]},\
            {"name":"label","datatype":"BYTES","shape":[1],"data":["a \\"b\\""]}]}\
            """);
    assertThat(answer.isBinary()).isFalse();
  }

  @Test
  void binaryDataComeBehindTheJsonInTheOrderOfTheOutputs() {
    JsonAnswer answer =
        JsonAnswer.of(
            new InferAnswer.Inferred(
                "pets",
                4,
                Optional.empty(),
                Parameters.NONE,
                List.of(
                    new OutputTensor("label", List.of(1L), TEXTS, true),
                    new OutputTensor("probabilities", List.of(1L, 2L), NUMBERS, true))));
    assertThat(new String(answer.bytes(), 0, answer.jsonLength(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"model_name":"pets","model_version":"4","outputs":[\
            {"name":"label","datatype":"BYTES","shape":[1],"parameters":{"binary_data_size":9}},\
            {"name":"probabilities","datatype":"FP32","shape":[1,2],"parameters":{"binary_data_size":8}}]}\
            """);
    assertThat(Arrays.copyOfRange(answer.bytes(), answer.jsonLength(), answer.bytes().length))
        .containsExactly(5, 0, 0, 0, 'a', ' ', '"', 'b', '"', 0, 0, 0, 0x3f, 0, 0, 0x80, 0x3f);
  }
}
