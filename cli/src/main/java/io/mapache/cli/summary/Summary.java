package io.mapache.cli.summary;

import io.mapache.contracts.training.Recipe;
import io.mapache.contracts.training.Recipe.FineTuneRecipe;
import io.mapache.xception.layers.Classifier;
import io.mapache.xception.layers.Layer;
import io.mapache.xception.layers.Model;
import io.mapache.xception.network.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a recipe trains, layer by layer.
 *
 * @param frozen the model as the head's phase trains it
 * @param tuned as the fine-tuning trains it; empty where there is none
 */
record Summary(Recipe recipe, int classes, Model frozen, Optional<Model> tuned) {

  /**
   * @param classes 2 or more
   */
  static Summary of(Recipe recipe, int classes) {
    Classifier classifier = Classifier.of(Architecture.xception(), recipe.imageSize(), classes);
    FineTuneRecipe fineTune = recipe.fineTune();
    return new Summary(
        recipe,
        classes,
        classifier.frozen(),
        fineTune.isNone() ? Optional.empty() : Optional.of(classifier.from(fineTune.from())));
  }

  /**
   * A layer in all its phases.
   *
   * @param depth 0; one more within a model
   * @param tuned empty where there is no fine-tuning
   */
  record Row(int depth, Layer frozen, Optional<Layer> tuned) {}

  /** In the order of the model; the layers of a layer after it. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    collect(0, frozen, tuned, rows);
    return rows;
  }

  private static void collect(int depth, Model frozen, Optional<Model> tuned, List<Row> rows) {
    for (int i = 0; i < frozen.layers().size(); i++) {
      int at = i;
      Layer layer = frozen.layers().get(at);
      Optional<Layer> counterpart = tuned.map(model -> model.layers().get(at));
      rows.add(new Row(depth, layer, counterpart));
      if (layer instanceof Model inner) {
        collect(depth + 1, inner, counterpart.map(Model.class::cast), rows);
      }
    }
  }
}
