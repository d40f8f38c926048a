package io.mapache.xception.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.xception.KerasGoldens;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first section of the Keras guide, with the numbers that Keras gives. */
class LayerTest {

  private static final JsonNode CONCEPTS = KerasGoldens.json("tables.json").get("concepts");

  private final Layer dense = SingleLayer.dense("dense", 4, 3);
  private final Layer norm = SingleLayer.batchNormalization("batch_normalization", List.of(4));

  @Test
  void aDenseLayerHasTwoWeightsAndBothTrain() {
    assertLikeKeras(dense, "Dense(3) on 4 inputs");
  }

  @Test
  void aBatchNormalizationHasFourWeightsAndTwoTrain() {
    assertLikeKeras(norm, "BatchNormalization on 4 inputs");
    assertThat(norm.nonTrainableWeights())
        .extracting(Weight::name)
        .containsExactly("batch_normalization/moving_mean", "batch_normalization/moving_variance");
  }

  @Test
  void inAFrozenLayerNothingTrains() {
    assertLikeKeras(dense.withTrainable(false), "Dense(3) frozen");
    assertLikeKeras(norm.withTrainable(false), "BatchNormalization frozen");
  }

  @Test
  void aThawedLayerTrainsAsBefore() {
    assertThat(norm.withTrainable(false).withTrainable(true)).isEqualTo(norm);
  }

  @Test
  void freezingOneLayerOfAModelLeavesTheOthers() {
    Model model =
        Model.of(
            "sequential",
            "Sequential",
            List.of(
                SingleLayer.dense("dense", 3, 3).withTrainable(false),
                SingleLayer.dense("dense_1", 3, 3)));
    assertLikeKeras(model, "Sequential(3 -> Dense 3 -> Dense 3), first frozen");
    assertThat(model.trainableWeights())
        .extracting(Weight::name)
        .containsExactly("dense_1/kernel", "dense_1/bias");
    assertThat(model.nonTrainableWeights())
        .extracting(Weight::name)
        .containsExactly("dense/kernel", "dense/bias");
  }

  @Test
  void freezingAModelFreezesAllWithinAtAnyDepth() {
    Model inner =
        Model.of(
            "inner",
            "Sequential",
            List.of(SingleLayer.dense("dense", 3, 3), SingleLayer.dense("dense_1", 3, 3)));
    Model outer =
        Model.of("outer", "Sequential", List.of(inner, SingleLayer.dense("dense_2", 3, 3)));
    Model frozen = outer.withTrainable(false);
    assertLikeKeras(frozen, "nested model, frozen");
    Model within = (Model) frozen.layers().get(0);
    assertThat(within.trainable()).isFalse();
    assertThat(within.layers()).noneMatch(Layer::trainable);
  }

  @Test
  void whatAModelWasIsLeftAloneByFreezing() {
    Model model = Model.of("model", "Sequential", List.of(dense, norm));
    model.withTrainable(false);
    assertThat(model.trainableWeights()).hasSize(4);
  }

  @Test
  void aModelWithoutLayersIsNone() {
    assertThatThrownBy(() -> Model.of("empty", "Sequential", List.of()))
        .hasMessage("model empty has no layers (expected: one or more)");
  }

  private static void assertLikeKeras(Layer layer, String concept) {
    JsonNode expected = CONCEPTS.get(concept);
    assertThat(
            List.of(
                layer.weights().size(),
                layer.trainableWeights().size(),
                layer.nonTrainableWeights().size(),
                (int) layer.parameters().total()))
        .as(concept)
        .containsExactly(
            expected.get(0).asInt(),
            expected.get(1).asInt(),
            expected.get(2).asInt(),
            expected.get(3).asInt());
  }
}
