package io.mapache.xception.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.xception.KerasGoldens;
import io.mapache.xception.network.Architecture;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's own model, with the numbers that Keras gives. */
class ClassifierTest {

  private static final JsonNode KERAS = KerasGoldens.json("tables.json").get("guide_model");

  private final Classifier guide = Classifier.of(Architecture.xception(), 150, 2);

  @Test
  void countsAsKerasDoesInEachPhase() {
    assertLikeKeras(guide.base().withTrainable(false), "base_frozen");
    assertLikeKeras(guide.base(), "base_unfrozen");
    assertLikeKeras(guide.frozen(), "frozen");
    assertLikeKeras(guide.from("all"), "unfrozen");
    assertLikeKeras(guide.from("block13"), "from_block13");
  }

  @Test
  void aHeadOfTwelveClassesHasALogitForEach() {
    List<Layer> layers = Classifier.of(Architecture.xception(), 150, 12).model().layers();
    Layer head = layers.get(layers.size() - 1);
    assertThat(head.output()).containsExactly(12);
    assertThat(head.parameters().total()).isEqualTo(KERAS.get("head_of_12_classes").asLong());
  }

  @ParameterizedTest
  @ValueSource(ints = {71, 96, 150, 224, 299})
  void theBaseEndsInTheMapThatKerasGives(int imageSize) {
    JsonNode expected = KERAS.get("base_output").get(String.valueOf(imageSize));
    assertThat(Classifier.of(Architecture.xception(), imageSize, 2).base().output())
        .containsExactlyElementsOf(
            StreamSupport.stream(expected.spliterator(), false).map(JsonNode::asInt).toList());
  }

  /** keras/src/applications/xception.py, and the shapes that it comes to at 150 pixels. */
  @Test
  void theBaseHasThe132LayersOfKerasInItsOrder() {
    List<Layer> layers = guide.base().layers();
    assertThat(layers).hasSize(132);
    assertThat(layers.subList(0, 17))
        .extracting(layer -> layer.name() + " " + layer.type() + " " + layer.output())
        .containsExactly(
            "input_layer InputLayer [150, 150, 3]",
            "block1_conv1 Conv2D [74, 74, 32]",
            "block1_conv1_bn BatchNormalization [74, 74, 32]",
            "block1_conv1_act Activation [74, 74, 32]",
            "block1_conv2 Conv2D [72, 72, 64]",
            "block1_conv2_bn BatchNormalization [72, 72, 64]",
            "block1_conv2_act Activation [72, 72, 64]",
            "block2_sepconv1 SeparableConv2D [72, 72, 128]",
            "block2_sepconv1_bn BatchNormalization [72, 72, 128]",
            "block2_sepconv2_act Activation [72, 72, 128]",
            "block2_sepconv2 SeparableConv2D [72, 72, 128]",
            "block2_sepconv2_bn BatchNormalization [72, 72, 128]",
            "conv2d Conv2D [36, 36, 128]",
            "block2_pool MaxPooling2D [36, 36, 128]",
            "batch_normalization BatchNormalization [36, 36, 128]",
            "add Add [36, 36, 128]",
            "block3_sepconv1_act Activation [36, 36, 128]");
    assertThat(layers.subList(115, 132))
        .extracting(layer -> layer.name() + " " + layer.output())
        .containsExactly(
            "add_10 [9, 9, 728]",
            "block13_sepconv1_act [9, 9, 728]",
            "block13_sepconv1 [9, 9, 728]",
            "block13_sepconv1_bn [9, 9, 728]",
            "block13_sepconv2_act [9, 9, 728]",
            "block13_sepconv2 [9, 9, 1024]",
            "block13_sepconv2_bn [9, 9, 1024]",
            "conv2d_3 [5, 5, 1024]",
            "block13_pool [5, 5, 1024]",
            "batch_normalization_3 [5, 5, 1024]",
            "add_11 [5, 5, 1024]",
            "block14_sepconv1 [5, 5, 1536]",
            "block14_sepconv1_bn [5, 5, 1536]",
            "block14_sepconv1_act [5, 5, 1536]",
            "block14_sepconv2 [5, 5, 2048]",
            "block14_sepconv2_bn [5, 5, 2048]",
            "block14_sepconv2_act [5, 5, 2048]");
  }

  @Test
  void oneClassIsNothingToTellApart() {
    assertThatThrownBy(() -> Classifier.of(Architecture.xception(), 150, 1))
        .hasMessage("classes: 1 (expected: 2 or more)");
  }

  private static void assertLikeKeras(Layer layer, String row) {
    JsonNode expected = KERAS.get(row);
    assertThat(layer.parameters())
        .as(row)
        .isEqualTo(
            new Layer.Parameters(
                expected.get("trainable").asLong(), expected.get("non_trainable").asLong()));
    assertThat(layer.parameters().total()).isEqualTo(expected.get("total").asLong());
    assertThat(
            List.of(
                layer.weights().size(),
                layer.trainableWeights().size(),
                layer.nonTrainableWeights().size()))
        .as(row)
        .isEqualTo(
            StreamSupport.stream(expected.get("tensors").spliterator(), false)
                .map(JsonNode::asInt)
                .toList());
  }
}
