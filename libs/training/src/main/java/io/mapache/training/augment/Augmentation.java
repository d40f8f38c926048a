package io.mapache.training.augment;

import io.mapache.training.epochs.Dice;

/** One kind of random change of an image; a new kind is one more of these. Immutable. */
sealed interface Augmentation permits Flip, Rotation {

  /**
   * Changes an image.
   *
   * @param image {@code [size, size, 3]}; may be changed in place
   * @param dice all that the change may depend on
   * @return the changed image: the given array or another
   */
  float[] apply(float[] image, int size, Dice dice);
}
