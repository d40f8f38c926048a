package io.mapache.xception.weights;

import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.mapache.xception.network.Layer;
import io.mapache.xception.network.TensorTable;
import io.mapache.xception.network.TensorTable.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HDF5 layout of Keras 1 and 2: attribute {@code layer_names} at the root (below {@code
 * model_weights} in a saved model), per layer a group with the attribute {@code weight_names}.
 *
 * <p>Layers are matched by name. Those that Keras numbers by a process-wide counter are sorted by
 * that number and counted anew: the lowest {@code conv2d_N} is the shortcut of block 2. If names
 * tell nothing (Keras 1 called layers otherwise) the position decides, as it does in Keras itself.
 */
final class LegacyLayout {
  private static final String LAYER_NAMES = "layer_names";
  private static final String WEIGHT_NAMES = "weight_names";
  private static final Map<String, Pattern> COUNTED =
      Map.of(
          "conv2d", Pattern.compile("conv(?:olution)?2d_?(\\d*)"),
          "batch_normalization", Pattern.compile("batch_?normalization_?(\\d*)"));

  private LegacyLayout() {}

  static boolean describes(Group root) {
    return weightsOf(root).getAttributes().containsKey(LAYER_NAMES);
  }

  static Map<String, float[]> read(Group root, TensorTable table) {
    Group weights = weightsOf(root);
    Map<String, float[]> tensors = new HashMap<>();
    matched(weights, table)
        .forEach((layer, group) -> readLayer(table.tensorsOf(layer), group, tensors));
    return tensors;
  }

  private static Group weightsOf(Group root) {
    return root.getChild("model_weights") instanceof Group nested ? nested : root;
  }

  private static Map<Layer, Group> matched(Group weights, TensorTable table) {
    List<String> names = layersWithWeights(weights);
    Map<String, String> canonical = canonicalNames(names);
    Map<String, Group> byName = new LinkedHashMap<>();
    names.forEach(name -> byName.put(canonical.getOrDefault(name, name), group(weights, name)));

    List<Layer> layers = table.layers();
    boolean namesMatch = layers.stream().allMatch(layer -> byName.containsKey(layer.name()));
    if (!namesMatch && names.size() != layers.size()) {
      String missing =
          layers.stream().map(Layer::name).filter(n -> !byName.containsKey(n)).findFirst().get();
      throw new IllegalArgumentException(
          "legacy weights of %d layers without `%s` (expected: the %d layers of Xception)"
              .formatted(names.size(), missing, layers.size()));
    }
    List<Group> inOrder = List.copyOf(byName.values());
    Map<Layer, Group> matched = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      matched.put(layer, namesMatch ? byName.get(layer.name()) : inOrder.get(i));
    }
    return matched;
  }

  private static List<String> layersWithWeights(Group weights) {
    return Hdf5.strings(weights, LAYER_NAMES).orElseThrow().stream()
        .filter(name -> !weightNames(group(weights, name)).isEmpty())
        .toList();
  }

  private static Map<String, String> canonicalNames(List<String> names) {
    Map<String, String> canonical = new HashMap<>();
    COUNTED.forEach(
        (stem, pattern) -> {
          List<String> counted =
              names.stream()
                  .filter(name -> pattern.matcher(name).matches())
                  .sorted(Comparator.comparingInt(name -> number(pattern, name)))
                  .toList();
          for (int i = 0; i < counted.size(); i++) {
            canonical.put(counted.get(i), i == 0 ? stem : stem + "_" + i);
          }
        });
    return canonical;
  }

  private static int number(Pattern pattern, String name) {
    Matcher matcher = pattern.matcher(name);
    return matcher.matches() && !matcher.group(1).isEmpty()
        ? Integer.parseInt(matcher.group(1))
        : 0;
  }

  /** The order of variables in a layer is the same in every Keras, their names are not. */
  private static void readLayer(List<Tensor> expected, Group layer, Map<String, float[]> tensors) {
    List<String> names = weightNames(layer);
    if (names.size() != expected.size()) {
      throw new IllegalArgumentException(
          "layer `%s` has the weights %s (expected: %s)"
              .formatted(layer.getName(), names, expected.stream().map(Tensor::variable).toList()));
    }
    for (int i = 0; i < names.size(); i++) {
      Tensor tensor = expected.get(i);
      tensors.put(tensor.name(), Hdf5.values(node(layer, names.get(i)), tensor));
    }
  }

  private static List<String> weightNames(Group layer) {
    return new ArrayList<>(Hdf5.strings(layer, WEIGHT_NAMES).orElse(List.of()));
  }

  private static Group group(Group weights, String name) {
    if (node(weights, name) instanceof Group group) {
      return group;
    }
    throw new IllegalArgumentException("layer `" + name + "` is named but has no group");
  }

  private static Node node(Group group, String path) {
    Node node = group;
    for (String part : path.split("/", -1)) {
      node = node instanceof Group parent ? parent.getChild(part) : null;
    }
    if (node == null) {
      throw new IllegalArgumentException(
          "weight `" + path + "` of `" + group.getName() + "` is named but not in the file");
    }
    return node;
  }
}
