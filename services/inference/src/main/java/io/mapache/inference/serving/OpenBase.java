package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import io.mapache.inference.batching.Lane;

/** A base and the queue in front of it. Closed by the last lease on it. */
record OpenBase(Digest digest, Base base, Lane lane, CheckedPictures checked, Footprint footprint)
    implements AutoCloseable {

  @Override
  public void close() {
    base.close();
  }
}
