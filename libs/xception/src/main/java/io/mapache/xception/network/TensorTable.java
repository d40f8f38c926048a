package io.mapache.xception.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every tensor of a base: its name, place, shape and whether it can ever be trained.
 *
 * <p>The order is that of {@code base.weights} of a fresh {@code keras.applications.Xception}:
 * depth order, so a block's shortcut comes after its second separable convolution. It decides the
 * digest of a base and the layout of the weight cache.
 */
public final class TensorTable {

  /**
   * One tensor.
   *
   * @param index place in the table, from 0
   * @param variable Keras' name within the layer, for instance {@code depthwise_kernel}
   * @param shape C order; convolution {@code [kh,kw,in,out]}, depthwise {@code [kh,kw,in,1]}
   * @param trainable false for the running statistics of a batch norm, which stay bit-equal for
   *     ever
   */
  public record Tensor(
      int index, Layer layer, String variable, List<Integer> shape, boolean trainable) {

    /** For instance {@code block2_sepconv1/depthwise_kernel}. */
    public String name() {
      return layer.name() + "/" + variable;
    }

    /** How many numbers it holds. */
    public int size() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }

  private final List<Layer> layers;
  private final Map<String, Tensor> byName;

  TensorTable(List<Layer> layers) {
    this.layers = List.copyOf(layers);
    Map<String, Tensor> found = new LinkedHashMap<>();
    for (Layer layer : layers) {
      layer.tensors(found.size()).forEach(tensor -> found.put(tensor.name(), tensor));
    }
    this.byName = found;
  }

  /** The layers in the order of their tensors. */
  public List<Layer> layers() {
    return layers;
  }

  /** All tensors, in order. */
  public List<Tensor> tensors() {
    return new ArrayList<>(byName.values());
  }

  /**
   * @throws IllegalArgumentException if the table has no tensor of that name
   */
  public Tensor tensor(String name) {
    Tensor tensor = byName.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "no tensor `" + name + "` in this base (expected for instance block1_conv1/kernel)");
    }
    return tensor;
  }

  public boolean contains(String name) {
    return byName.containsKey(name);
  }

  /** The tensors of one layer, in order. */
  public List<Tensor> tensorsOf(Layer layer) {
    return byName.values().stream().filter(t -> t.layer().equals(layer)).toList();
  }

  /** How many numbers all tensors hold together: 20,861,480 for the full Xception. */
  public long numbers() {
    return sum(byName.values());
  }

  /** How many of them can be trained: 20,806,952 for the full Xception. */
  public long trainableNumbers() {
    return sum(byName.values().stream().filter(Tensor::trainable).toList());
  }

  private static long sum(Collection<Tensor> tensors) {
    return tensors.stream().mapToLong(Tensor::size).sum();
  }
}
