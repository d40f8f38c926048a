package io.mapache.xception.weights;

import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.mapache.xception.network.Layer;
import io.mapache.xception.network.TensorTable;
import io.mapache.xception.network.TensorTable.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The HDF5 layout of Keras 3: {@code layers/<group>/vars/<i>}, where the group is the class in
 * snake case with a running number per class in layer order. So group {@code conv2d} is the layer
 * {@code block1_conv1}, and {@code conv2d_2} the shortcut that Keras calls {@code conv2d}. A base
 * nested in a model lies one level deeper, below {@code layers/functional}.
 */
final class Keras3Layout {

  /** A model in a model in a model is the deepest nesting worth looking into. */
  private static final int MAX_DEPTH = 3;

  private Keras3Layout() {}

  static Map<String, float[]> read(Group root, TensorTable table) {
    Group layers =
        baseBelow(root, MAX_DEPTH)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "HDF5 without `layer_names` and without separable convolutions below "
                            + "`layers` (expected: the weights of an Xception, written by Keras)"));
    Map<String, Integer> counts = new HashMap<>();
    Map<String, float[]> tensors = new HashMap<>();
    for (Layer layer : table.layers()) {
      String group = groupName(layer, counts);
      List<Tensor> expected = table.tensorsOf(layer);
      for (int i = 0; i < expected.size(); i++) {
        Tensor tensor = expected.get(i);
        tensors.put(tensor.name(), Hdf5.values(node(layers, group, i, tensor), tensor));
      }
    }
    return tensors;
  }

  private static Optional<Group> baseBelow(Group group, int depth) {
    if (!(group.getChild("layers") instanceof Group layers)) {
      return Optional.empty();
    }
    if (layers.getChild("separable_conv2d") != null) {
      return Optional.of(layers);
    }
    return depth == 0
        ? Optional.empty()
        : layers.getChildren().values().stream()
            .filter(Group.class::isInstance)
            .flatMap(child -> baseBelow((Group) child, depth - 1).stream())
            .findFirst();
  }

  private static String groupName(Layer layer, Map<String, Integer> counts) {
    String stem =
        switch (layer.kind()) {
          case CONVOLUTION -> "conv2d";
          case SEPARABLE -> "separable_conv2d";
          case BATCH_NORM -> "batch_normalization";
        };
    int number = counts.merge(stem, 1, Integer::sum) - 1;
    return number == 0 ? stem : stem + "_" + number;
  }

  private static Node node(Group layers, String group, int index, Tensor tensor) {
    if (layers.getChild(group) instanceof Group layer
        && layer.getChild("vars") instanceof Group vars
        && vars.getChild(String.valueOf(index)) != null) {
      return vars.getChild(String.valueOf(index));
    }
    throw new IllegalArgumentException(
        "tensor `%s` is missing (expected at %s%s/vars/%d)"
            .formatted(tensor.name(), layers.getPath(), group, index));
  }
}
