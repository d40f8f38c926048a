package io.mapache.inference.serving;

import io.mapache.models.Centroids;
import io.mapache.models.Head;
import io.mapache.models.bundle.Bundle;
import io.mapache.models.bundle.Golden;
import java.util.Optional;

/**
 * A bundle and all that it refers to, but for the base, which may be open already.
 *
 * @param centroids empty where the bundle knows no novelty
 */
public record Parcel(Bundle bundle, Head head, Golden golden, Optional<Centroids> centroids) {

  Facts facts() {
    return Facts.of(bundle);
  }
}
