package io.mapache.trainer.datasets;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.dataset.SplitShares;

/** Which split an image is in: the one that an event has fixed, else by hash. */
final class Placement {

  private Placement() {}

  static Split of(Digest image, ImageState state, SplitShares shares) {
    return state.split() != null ? state.split() : shares.of(image, state.group());
  }
}
