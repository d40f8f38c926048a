package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import java.util.List;

/** A source takes back its label of an image. */
public record ImageUnlabeled(String dataset, Digest digest, String source) implements ImageEvent {

  @Override
  public List<Object> identity() {
    return List.of(dataset, digest, source);
  }
}
