package io.mapache.xception.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import io.mapache.xception.network.Architecture;
import io.mapache.xception.network.TensorTable.Tensor;
import io.mapache.xception.weights.BaseWeights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Xception without its top, or its end from some block on, as DJL blocks over the arrays of one
 * manager. Owns its arrays; {@link #close} frees them. One thread at a time, except for passes with
 * {@link #leaves} of their own.
 *
 * <p>Arrays are NCHW by shape. {@link #nchw} makes one of an NHWC batch without copying; libtorch
 * sees from the strides that the channels lie last and keeps that order in every layer, which is
 * 1.3 to 1.5 times faster on a CPU.
 */
public final class XceptionBase extends ArrayBlock implements AutoCloseable {
  private final BaseWeights start;
  private final NDManager arrays;
  private final ParameterStore store;
  private final Map<String, ArrayBlock> blocks = new LinkedHashMap<>();
  private final Map<Tensor, Parameter> tensors;

  /**
   * Copies the weights of a block and of all that follow into native memory.
   *
   * @param first {@code block1} for the whole base
   * @param parent decides the device; the arrays live in a manager below it
   */
  public XceptionBase(NDManager parent, BaseWeights weights, String first) {
    this.start = weights;
    this.arrays = parent.newSubManager();
    this.store = new ParameterStore(arrays, false);
    Architecture architecture = weights.architecture();
    Layers layers = new Layers(architecture);
    for (String name : architecture.blocks()) {
      int number = architecture.number(name);
      if (number >= architecture.number(first)) {
        blocks.put(name, addChildBlock(name, block(layers, name, number)));
      }
    }
    this.tensors = layers.tensors();
    load();
  }

  private static ArrayBlock block(Layers layers, String name, int number) {
    return switch (number) {
      case 1 -> new EntryBlock(layers);
      case 2 -> new ShrinkingBlock(layers, name, "", false);
      case 3 -> new ShrinkingBlock(layers, name, "_1", true);
      case 4 -> new ShrinkingBlock(layers, name, "_2", true);
      case 13 -> new ShrinkingBlock(layers, name, "_3", true);
      case 14 -> new ExitBlock(layers);
      default -> new MiddleBlock(layers, name);
    };
  }

  private void load() {
    TensorLayout layout = new TensorLayout();
    tensors.forEach(
        (tensor, parameter) ->
            parameter.setArray(layout.toNative(arrays, tensor, start.tensor(tensor.name()))));
  }

  /** Views a batch {@code [n,h,w,c]} as {@code [n,c,h,w]}; the caller closes the view. */
  public static NDArray nchw(NDArray nhwc) {
    return nhwc.transpose(0, 3, 1, 2);
  }

  /** Scales pixels 0..255 to -1..1 as the guide does: {@code x / 127.5 - 1}. */
  public static NDArray scaled(NDArray pixels) {
    NDArray scaled = pixels.div(127.5f);
    return scaled.subi(1f);
  }

  /**
   * The last feature map {@code [n,2048,s,s]} (after the last ReLU).
   *
   * @param x what enters the first block: scaled pixels {@code [n,3,S,S]} for {@code block1}; read,
   *     not closed
   */
  @Override
  public NDArray apply(ParameterStore parameters, NDArray x) {
    NDArray y = null;
    for (ArrayBlock block : blocks.values()) {
      y = y == null ? block.apply(parameters, x) : then(block, parameters, y);
    }
    return y;
  }

  /** The last feature map; see {@link #apply}. */
  public NDArray activation(NDArray x) {
    return apply(store, x);
  }

  /** Mean of the last feature map over height and width, {@code [n,2048]}. */
  public NDArray features(NDArray x) {
    return features(store, x);
  }

  /** The same with {@link #leaves} in place of the weights. */
  public NDArray features(ParameterStore weights, NDArray x) {
    try (NDArray map = apply(weights, x)) {
      return Pool.globalAvgPool2d(map);
    }
  }

  /**
   * Runs the blocks before the named one: what a fine-tuning from there on can keep per image.
   *
   * @return the input of that block, {@code [n,c,h,w]}
   */
  public NDArray inputOf(String block, NDArray x) {
    NDArray y = x.duplicate();
    for (Map.Entry<String, ArrayBlock> entry : blocks.entrySet()) {
      if (entry.getKey().equals(block)) {
        return y;
      }
      y = then(entry.getValue(), store, y);
    }
    y.close();
    throw new IllegalArgumentException(
        "block: " + block + " (expected: one of " + blocks.keySet() + ")");
  }

  /**
   * Lets every trainable tensor of these blocks collect gradients, and no other: the running
   * statistics never do.
   *
   * @return the arrays that train, in table order; they stay owned by this base
   */
  public Map<Tensor, NDArray> train() {
    Map<Tensor, NDArray> training = new LinkedHashMap<>();
    tensors.forEach(
        (tensor, parameter) -> {
          if (tensor.trainable()) {
            parameter.freeze(false);
            training.put(tensor, parameter.getArray());
          }
        });
    return training;
  }

  /** What trains, for one pass forth and back. */
  public Leaves leaves(NDManager scope) {
    return new Leaves(
        scope, tensors.values().stream().filter(Parameter::requiresGradient).toList());
  }

  /** The tensors of these blocks, in table order. */
  public List<Tensor> tensors() {
    return new ArrayList<>(tensors.keySet());
  }

  /** The base as it is now; only tensors that can have changed are copied. */
  public BaseWeights weights() {
    Map<String, float[]> changed = new HashMap<>();
    tensors.forEach(
        (tensor, parameter) -> {
          if (parameter.requiresGradient()) {
            changed.put(tensor.name(), TensorLayout.toKeras(parameter.getArray(), tensor));
          }
        });
    return start.with(changed);
  }

  /** Every tensor of these blocks read back from native memory, statistics included. */
  public Map<String, float[]> copies() {
    Map<String, float[]> copies = new HashMap<>();
    tensors.forEach(
        (tensor, parameter) ->
            copies.put(tensor.name(), TensorLayout.toKeras(parameter.getArray(), tensor)));
    return copies;
  }

  /** Native arrays that live as long as this base: one for each tensor, unless something leaks. */
  public int arraysHeld() {
    return arrays.getManagedArrays().size();
  }

  @Override
  public void close() {
    arrays.close();
  }
}
