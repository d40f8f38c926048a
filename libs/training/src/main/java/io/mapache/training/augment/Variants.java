package io.mapache.training.augment;

import io.mapache.contracts.Digest;
import io.mapache.contracts.training.Recipe;
import io.mapache.contracts.training.Recipe.AugmentRecipe;
import io.mapache.training.epochs.Dice;
import io.mapache.training.features.Variant;
import io.mapache.training.images.Transform;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The augmented copies of each training image that are computed once and then taken in turns: as
 * many as the recipe asks for, but none twice, or the image itself where it asks for no
 * augmentation.
 */
public record Variants(AugmentRecipe augment, long seed) {

  /** To be counted up whenever the same settings give other pixels than before. */
  private static final int GENERATION = 2;

  public static Variants of(Recipe recipe) {
    return new Variants(recipe.augment(), recipe.seed());
  }

  /** Copies of each image. */
  public int count() {
    if (augment.isNone()) {
      return 1;
    }
    return turned()
        ? augment.variants()
        : Math.min(augment.variants(), FlippedCopy.distinct(Flip.of(augment)));
  }

  /** All copies, by number. Trainings of the same augmentation and seed share their features. */
  public List<Variant> all() {
    if (augment.isNone()) {
      return List.of(Variant.PLAIN);
    }
    return IntStream.range(0, count())
        .mapToObj(number -> new Variant(key(number), transform(number)))
        .toList();
  }

  private Transform transform(int number) {
    return turned()
        ? Augmenter.ofVariant(augment, seed, number)
        : new FlippedCopy(Flip.of(augment), seed, number);
  }

  /** By angles of which there are any number, so that no two copies are the same. */
  private boolean turned() {
    return augment.rotation() > 0;
  }

  /**
   * Which copy of an image an epoch takes, from 0. Every image begins somewhere else and goes
   * through all of its copies before one comes again.
   *
   * @param epoch from 1
   */
  public int number(Digest image, int epoch) {
    int first = Dice.of(seed, "first variant", 0, image).below(count());
    return (first + epoch - 1) % count();
  }

  private String key(int number) {
    String settings =
        "%d: horizontal flip %s, vertical flip %s, rotation %s, seed %d"
            .formatted(
                GENERATION,
                augment.horizontalFlip(),
                augment.verticalFlip(),
                augment.rotation(),
                seed);
    return "augmented-%s-%d".formatted(Digest.of(settings).hex().substring(0, 16), number);
  }
}
