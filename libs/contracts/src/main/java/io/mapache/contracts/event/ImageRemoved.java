package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import java.util.List;

/** An image no longer belongs to the dataset. */
public record ImageRemoved(String dataset, Digest digest, String by, String reason)
    implements ImageEvent {

  @Override
  public List<Object> identity() {
    return List.of(dataset, digest);
  }
}
