package io.mapache.training.augment;

import io.mapache.contracts.Digest;
import io.mapache.training.epochs.Dice;
import io.mapache.training.images.Transform;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * One of the copies of an image that flips alone can make. Dice would throw the same copy twice;
 * here an image begins at a copy of its own and copies with different numbers are different.
 *
 * @param flips that a copy may have undergone
 * @param number below {@link #distinct}
 */
record FlippedCopy(List<Flip> flips, long seed, int number) implements Transform {

  /** How many there are, the image as it is among them: 2 of one axis, 4 of both. */
  static int distinct(List<Flip> flips) {
    return 1 << flips.size();
  }

  @Override
  public void apply(Digest image, FloatBuffer pixels, int imageSize) {
    int copies = distinct(flips);
    int flipped = (Dice.of(seed, "first flipped copy", 0, image).below(copies) + number) % copies;
    float[] numbers = new float[imageSize * imageSize * 3];
    pixels.get(pixels.position(), numbers);
    for (int i = 0; i < flips.size(); i++) {
      if ((flipped >> i & 1) == 1) {
        flips.get(i).mirror(numbers, imageSize);
      }
    }
    pixels.put(pixels.position(), numbers);
  }
}
