package io.mapache.training.augment;

import io.mapache.contracts.training.Recipe.AugmentRecipe;
import io.mapache.training.epochs.Dice;
import java.util.ArrayList;
import java.util.List;

/** Mirrors half of the images, as Keras' {@code RandomFlip} of one axis: where its coin is up. */
enum Flip implements Augmentation {
  /** Left and right change places. */
  HORIZONTAL {
    @Override
    void mirror(float[] image, int size) {
      for (int row = 0; row < size; row++) {
        for (int left = 0, right = size - 1; left < right; left++, right--) {
          swap(image, (row * size + left) * 3, (row * size + right) * 3, 3);
        }
      }
    }
  },
  /** Top and bottom change places. */
  VERTICAL {
    @Override
    void mirror(float[] image, int size) {
      for (int top = 0, bottom = size - 1; top < bottom; top++, bottom--) {
        swap(image, top * size * 3, bottom * size * 3, size * 3);
      }
    }
  };

  static List<Flip> of(AugmentRecipe recipe) {
    List<Flip> flips = new ArrayList<>();
    if (recipe.horizontalFlip()) {
      flips.add(HORIZONTAL);
    }
    if (recipe.verticalFlip()) {
      flips.add(VERTICAL);
    }
    return List.copyOf(flips);
  }

  @Override
  public float[] apply(float[] image, int size, Dice dice) {
    if (dice.nextDouble() <= 0.5) {
      mirror(image, size);
    }
    return image;
  }

  abstract void mirror(float[] image, int size);

  private static void swap(float[] image, int a, int b, int length) {
    for (int i = 0; i < length; i++) {
      float kept = image[a + i];
      image[a + i] = image[b + i];
      image[b + i] = kept;
    }
  }
}
