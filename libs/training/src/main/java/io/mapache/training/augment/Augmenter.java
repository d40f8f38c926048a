package io.mapache.training.augment;

import io.mapache.contracts.Digest;
import io.mapache.contracts.training.Recipe.AugmentRecipe;
import io.mapache.training.epochs.Dice;
import io.mapache.training.images.Transform;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes training images at random, as the Keras guide's augmentation layers do: flips first, then
 * the rotation, each image by its own dice. What happens to an image depends on seed, round and the
 * image alone: not on the order of images, nor on threads, nor on where a run was cut short.
 *
 * <p>Immutable; any number of threads. A 150 pixel image takes about 0.3 ms, nearly all of it in
 * the rotation.
 */
public final class Augmenter implements Transform {

  private final List<Augmentation> augmentations;
  private final long seed;
  private final String purpose;
  private final long round;

  private Augmenter(AugmentRecipe recipe, long seed, String purpose, long round) {
    this.augmentations = augmentations(recipe);
    this.seed = seed;
    this.purpose = purpose;
    this.round = round;
  }

  /** Fresh changes for an epoch. */
  public static Transform ofEpoch(AugmentRecipe recipe, long seed, int epoch) {
    return of(recipe, seed, "augment epoch", epoch);
  }

  /** The changes of one of the variants that are computed once; see {@link Variants}. */
  static Transform ofVariant(AugmentRecipe recipe, long seed, int number) {
    return of(recipe, seed, "augment variant", number);
  }

  private static Transform of(AugmentRecipe recipe, long seed, String purpose, long round) {
    return recipe.isNone() ? Transform.NONE : new Augmenter(recipe, seed, purpose, round);
  }

  private static List<Augmentation> augmentations(AugmentRecipe recipe) {
    List<Augmentation> augmentations = new ArrayList<>(Flip.of(recipe));
    if (recipe.rotation() > 0) {
      augmentations.add(new Rotation(recipe.rotation()));
    }
    return List.copyOf(augmentations);
  }

  @Override
  public void apply(Digest image, FloatBuffer pixels, int imageSize) {
    float[] numbers = new float[imageSize * imageSize * 3];
    pixels.get(pixels.position(), numbers);
    Dice dice = Dice.of(seed, purpose, round, image);
    for (Augmentation augmentation : augmentations) {
      numbers = augmentation.apply(numbers, imageSize, dice);
    }
    pixels.put(pixels.position(), numbers);
  }
}
