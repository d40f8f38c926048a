package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import java.util.List;

/**
 * What is known of a version once its bundle has been read.
 *
 * @param base digest of the base that it stands on
 * @param classes in the order of the probabilities
 * @param imageSize edge of the images that the base reads, in pixels
 */
public record Facts(Digest base, List<String> classes, int imageSize) {

  public Facts {
    classes = List.copyOf(classes);
  }
}
