package io.mapache.xception.layers;

import java.util.List;

/** A layer without layers of its own. */
public record SingleLayer(
    String name, String type, List<Integer> output, List<Weight> weights, boolean trainable)
    implements Layer {

  public SingleLayer {
    output = List.copyOf(output);
    weights = List.copyOf(weights);
  }

  /** A kernel {@code [inputs, units]} and a bias; both learn. */
  public static SingleLayer dense(String name, int inputs, int units) {
    return new SingleLayer(
        name,
        "Dense",
        List.of(units),
        List.of(
            new Weight(name + "/kernel", List.of(inputs, units), true),
            new Weight(name + "/bias", List.of(units), true)),
        true);
  }

  /** Scale and offset, which learn; mean and variance, which do not. */
  public static SingleLayer batchNormalization(String name, List<Integer> output) {
    List<Integer> channels = List.of(output.get(output.size() - 1));
    return new SingleLayer(
        name,
        "BatchNormalization",
        output,
        List.of(
            new Weight(name + "/gamma", channels, true),
            new Weight(name + "/beta", channels, true),
            new Weight(name + "/moving_mean", channels, false),
            new Weight(name + "/moving_variance", channels, false)),
        true);
  }

  /** A layer that holds nothing. */
  public static SingleLayer weightless(String name, String type, List<Integer> output) {
    return new SingleLayer(name, type, output, List.of(), true);
  }

  @Override
  public SingleLayer withTrainable(boolean other) {
    return new SingleLayer(name, type, output, weights, other);
  }

  @Override
  public List<Weight> trainableWeights() {
    return weights.stream().filter(weight -> trainable && weight.learnable()).toList();
  }

  @Override
  public List<Weight> nonTrainableWeights() {
    return weights.stream().filter(weight -> !trainable || !weight.learnable()).toList();
  }
}
