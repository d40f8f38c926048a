package io.mapache.xception.network.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of a base for one pass forth and back: arrays over the same memory that collect
 * gradients of their own. Passes may run side by side, and a gradient is an array that libtorch has
 * just made, not a sum on top of one that somebody has to clear. Gone with the manager they were
 * made in.
 */
public final class Leaves extends ParameterStore {
  private final Map<Parameter, NDArray> leaves = new IdentityHashMap<>();
  private final List<NDArray> inOrder;

  Leaves(NDManager scope, List<Parameter> training) {
    super(scope, false);
    training.forEach(weight -> leaves.put(weight, of(scope, weight.getArray())));
    this.inOrder = training.stream().map(leaves::get).toList();
  }

  /** One array over the memory of another, which collects a gradient of its own. */
  public static NDArray of(NDManager scope, NDArray weight) {
    NDArray leaf = weight.stopGradient();
    leaf.attach(scope);
    leaf.setRequiresGradient(true);
    return leaf;
  }

  @Override
  public NDArray getValue(Parameter parameter, Device device, boolean training) {
    NDArray leaf = leaves.get(parameter);
    return leaf == null ? parameter.getArray() : leaf;
  }

  /** In the order of {@link XceptionBase#train}. */
  public List<NDArray> arrays() {
    return inOrder;
  }
}
