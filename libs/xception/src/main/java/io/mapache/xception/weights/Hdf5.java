package io.mapache.xception.weights;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.mapache.xception.network.TensorTable.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The two things that both Keras layouts ask of an HDF5 file. */
final class Hdf5 {
  private Hdf5() {}

  /** The values of a data set, after its shape was compared with the table's. */
  static float[] values(Node node, Tensor tensor) {
    if (!(node instanceof Dataset dataset)) {
      throw new IllegalArgumentException(
          "tensor `" + tensor.name() + "`: " + node.getPath() + " is not a data set");
    }
    List<Integer> shape = Arrays.stream(dataset.getDimensions()).boxed().toList();
    if (!shape.equals(tensor.shape())) {
      throw new IllegalArgumentException(
          "tensor `%s` has shape %s at %s (expected: %s): this is not the base asked for"
              .formatted(tensor.name(), shape, node.getPath(), tensor.shape()));
    }
    if (dataset.getDataFlat() instanceof float[] values) {
      return values;
    }
    throw new IllegalArgumentException(
        "tensor `%s` at %s holds %s (expected: float32)"
            .formatted(tensor.name(), node.getPath(), dataset.getJavaType()));
  }

  /** A list of strings in an attribute; empty where the attribute is there and holds nothing. */
  static Optional<List<String>> strings(Group group, String attribute) {
    Attribute found = group.getAttributes().get(attribute);
    if (found == null) {
      return Optional.empty();
    }
    Object data = found.getData();
    return Optional.of(data instanceof String[] strings ? List.of(strings) : List.of());
  }
}
