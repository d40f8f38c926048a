package io.mapache.training.features;

import io.mapache.training.images.Transform;

/**
 * Under which name features of changed images are kept. Two trainings that change images in the
 * same way share them.
 *
 * @param key says all that the change depends on, short enough for a folder's name: {@code plain},
 *     or for instance a digest of augmentation, seed and number of the variant
 */
public record Variant(String key, Transform transform) {

  /** The images as they are. */
  public static final Variant PLAIN = new Variant("plain", Transform.NONE);

  public Variant {
    if (!key.matches("[a-z0-9-]{1,80}")) {
      throw new IllegalArgumentException(
          "variant: '" + key + "' (expected: 1 to 80 of a-z, 0-9 and -)");
    }
  }
}
