package io.mapache.training.finetune;

import io.mapache.contracts.training.Recipe;
import io.mapache.training.augment.Augmenter;
import io.mapache.training.augment.VariantRows;
import io.mapache.training.augment.Variants;
import io.mapache.training.epochs.BatchesAhead.Preparation;
import io.mapache.training.images.Transform;
import io.mapache.training.rows.Examples;
import io.mapache.training.rows.Rows;
import io.mapache.training.snapshot.Sample;
import io.mapache.training.snapshot.Snapshot;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The training images of a fine-tuning as each epoch sees them: pixels that are augmented freshly,
 * or one of the copies whose way through the frozen prefix was computed.
 *
 * @param pixels whether rows are pixels
 * @param copies by number; row i is sample i
 */
record Lessons(Recipe recipe, boolean pixels, List<Sample> samples, List<Rows> copies) {

  int count() {
    return samples.size();
  }

  Examples examples(int epoch) {
    if (copies.size() == 1) {
      return new Examples(copies.get(0), Snapshot.labels(samples));
    }
    return VariantRows.ofEpoch(Variants.of(recipe), copies, samples, epoch);
  }

  /** What happens to the rows of a batch before a step sees them. */
  Preparation preparation(int epoch, int[] order) {
    Transform augmentation =
        pixels ? Augmenter.ofEpoch(recipe.augment(), recipe.seed(), epoch) : Transform.NONE;
    int width = copies.get(0).width();
    return (rows, first, n) -> {
      for (int i = 0; i < n; i++) {
        FloatBuffer image = FloatBuffer.wrap(rows, i * width, width);
        augmentation.apply(samples.get(order[first + i]).image(), image, recipe.imageSize());
      }
    };
  }
}
