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

  /** Name, class, shape and numbers of each, as Keras 3.15 lists them at 150 pixels. */
  @Test
  void theBaseHasThe132LayersOfKerasInItsOrder() {
    assertThat(guide.base().layers())
        .extracting(
            layer ->
                "%s %s %s %d"
                    .formatted(
                        layer.name(), layer.type(), layer.output(), layer.parameters().total()))
        .hasSize(132)
        .isEqualTo(KerasGoldens.lines("layers_150.txt"));
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
