package io.mapache.xception.layers;

import java.util.List;

/**
 * A tensor that a layer holds.
 *
 * @param name of the layer and of the tensor in it, for instance {@code dense/kernel}
 * @param learnable false for what no gradient ever changes: the running statistics of a batch norm
 */
public record Weight(String name, List<Integer> shape, boolean learnable) {

  public Weight {
    shape = List.copyOf(shape);
  }

  /** How many numbers it holds. */
  public long numbers() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }
}
