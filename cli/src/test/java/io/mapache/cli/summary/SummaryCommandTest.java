package io.mapache.cli.summary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Console;
import io.mapache.contracts.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryCommandTest {

  private final Console console = new Console(Map.of());

  @Test
  void printsTheGuidesModelAsKerasDoes() {
    assertThat(console.run("summary", "--preset", "guide")).isZero();
    assertThat(console.out())
        .containsPattern("input_layer_1 \\(InputLayer\\) +\\(None, 150, 150, 3\\) +0 +0 +0\n")
        .containsPattern(
            "xception \\(Functional\\) +\\(None, 5, 5, 2048\\) +20,861,480 +0 +20,806,952\n")
        .containsPattern("dense \\(Dense\\) +\\(None, 1\\) +2,049 +2,049 +2,049\n")
        .contains(
            """
            Head phase, the base frozen:
             Total params: 20,863,529 (79.59 MB)
             Trainable params: 2,049 (8.00 KB)
             Non-trainable params: 20,861,480 (79.58 MB)

            Fine-tuning from all:
             Total params: 20,863,529 (79.59 MB)
             Trainable params: 20,809,001 (79.38 MB)
             Non-trainable params: 54,528 (213.00 KB)
            """);
    assertThat(console.out()).doesNotContain("block1_conv1");
  }

  @Test
  void aFineTuningFromABlockLeavesTheLayersBelowItFrozen() {
    assertThat(console.run("summary", "--expand", "--from", "block13")).isZero();
    assertThat(console.out())
        .containsPattern(
            "block12_sepconv3 \\(SeparableConv2D\\) +\\(None, 9, 9, 728\\) +536,536 +0 +0\n")
        .containsPattern(
            "block13_sepconv1_bn \\(BatchNorm\\w+\\) +\\(None, 9, 9, 728\\) +2,912 +0 +1,456\n")
        .contains("Trainable params: 6,790,433", "Non-trainable params: 14,073,096");
  }

  @Test
  void withoutAFineTuningThereIsOnePhase() {
    assertThat(console.run("summary", "--from", "none", "--classes", "12")).isZero();
    assertThat(console.out())
        .containsPattern("dense \\(Dense\\) +\\(None, 12\\) +24,588 +24,588 +-\n")
        .contains("Head phase")
        .doesNotContain("Fine-tuning from");
  }

  @Test
  void aProgramReadsTheSame() {
    assertThat(console.run("summary", "--set", "imageSize=299", "--json")).isZero();
    JsonNode summary = Json.read(console.out(), JsonNode.class);
    assertThat(summary.at("/head/trainable").asLong()).isEqualTo(2_049);
    assertThat(summary.at("/fineTuning/from").asText()).isEqualTo("block13");
    assertThat(summary.at("/fineTuning/trainableTensors").asInt()).isEqualTo(21);
    assertThat(summary.get("layers")).hasSize(6 + 132);
    assertThat(summary.at("/layers/2/output")).hasToString("[10,10,2048]");
  }

  @ParameterizedTest
  @CsvSource({
    "--classes,1,'--classes: 1 (expected: 2 to 1000)'",
    "--from,block15,'fineTune.from: block15 (expected: all, none, or block2 to block14)'",
    "--preset,gide,'preset: gide (expected: default or guide)'"
  })
  void whatItCannotShowItRefuses(String option, String value, String sentence) {
    assertThat(console.run("summary", option, value)).isEqualTo(2);
    assertThat(console.err()).contains(sentence);
  }
}
