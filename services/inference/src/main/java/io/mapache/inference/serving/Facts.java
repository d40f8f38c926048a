package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import io.mapache.models.bundle.Bundle;
import java.util.List;

/**
 * What is known of a version once its bundle has been read.
 *
 * @param base digest of the base that it stands on
 * @param classes in the order of the probabilities
 * @param imageSize edge of the images that the base reads, in pixels
 * @param novelty whether it knows how unlike the validation images an image is
 */
public record Facts(Digest base, List<String> classes, int imageSize, boolean novelty) {

  public Facts {
    classes = List.copyOf(classes);
  }

  static Facts of(Bundle bundle) {
    return new Facts(
        new Digest(bundle.base()),
        bundle.classes(),
        bundle.signature().imageSize(),
        bundle.novelty() != null);
  }
}
