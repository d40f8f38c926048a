package io.mapache.xception.layers;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Layers in a row, themselves a layer: a model may stand in another one. */
public record Model(String name, String type, List<Layer> layers, boolean trainable)
    implements Layer {

  public Model {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "model " + name + " has no layers (expected: one or more)");
    }
  }

  /** Thawed itself; its layers are as they come. */
  public static Model of(String name, String type, List<? extends Layer> layers) {
    return new Model(name, type, List.copyOf(layers), true);
  }

  @Override
  public List<Integer> output() {
    return layers.get(layers.size() - 1).output();
  }

  @Override
  public Model withTrainable(boolean other) {
    return new Model(
        name, type, layers.stream().map(layer -> layer.withTrainable(other)).toList(), other);
  }

  /** The same model with other layers in the places of its own. */
  public Model withLayers(UnaryOperator<Layer> change) {
    return new Model(name, type, layers.stream().map(change).toList(), trainable);
  }

  @Override
  public List<Weight> weights() {
    return all(Layer::weights).toList();
  }

  @Override
  public List<Weight> trainableWeights() {
    return trainable ? all(Layer::trainableWeights).toList() : List.of();
  }

  @Override
  public List<Weight> nonTrainableWeights() {
    return trainable ? all(Layer::nonTrainableWeights).toList() : weights();
  }

  private Stream<Weight> all(Function<Layer, List<Weight>> weights) {
    return layers.stream().map(weights).flatMap(List::stream);
  }
}
