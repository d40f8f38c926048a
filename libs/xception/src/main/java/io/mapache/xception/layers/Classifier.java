package io.mapache.xception.layers;

import io.mapache.xception.network.Architecture;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The guide's model: rescaling, the base, mean over the map, dropout, a dense head. All of it
 * trains where nothing else is said.
 *
 * @param base the layer that is frozen and thawed
 */
public record Classifier(Architecture architecture, Model base, Model model) {

  /**
   * @param imageSize side in pixels, at least 71
   * @param classes 2 (one logit) or more (a logit each)
   */
  public static Classifier of(Architecture architecture, int imageSize, int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException("classes: " + classes + " (expected: 2 or more)");
    }
    Model base = Model.of("xception", "Functional", XceptionLayers.of(architecture, imageSize));
    List<Integer> image = List.of(imageSize, imageSize, 3);
    List<Integer> features = List.of(architecture.features());
    int units = classes == 2 ? 1 : classes;
    Model model =
        Model.of(
            "functional",
            "Functional",
            List.of(
                SingleLayer.weightless("input_layer_1", "InputLayer", image),
                SingleLayer.weightless("rescaling", "Rescaling", image),
                base,
                SingleLayer.weightless(
                    "global_average_pooling2d", "GlobalAveragePooling2D", features),
                SingleLayer.weightless("dropout", "Dropout", features),
                SingleLayer.dense("dense", architecture.features(), units)));
    return new Classifier(architecture, base, model);
  }

  /** As the head's phase trains it: the whole base frozen. */
  public Model frozen() {
    return with(base.withTrainable(false));
  }

  /**
   * As a fine-tuning trains it: the base frozen before that block, thawed from it on.
   *
   * @param block {@code all}, or {@code block1} to {@code block14}
   */
  public Model from(String block) {
    int first = block.equals("all") ? 1 : architecture.number(block);
    Set<String> frozen = new HashSet<>();
    architecture.table().layers().stream()
        .filter(layer -> architecture.number(layer.block()) < first)
        .forEach(layer -> frozen.add(layer.name()));
    return with(
        base.withLayers(
            layer -> frozen.contains(layer.name()) ? layer.withTrainable(false) : layer));
  }

  private Model with(Model otherBase) {
    return model.withLayers(layer -> layer.equals(base) ? otherBase : layer);
  }
}
