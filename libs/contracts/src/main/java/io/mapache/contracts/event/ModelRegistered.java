package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import io.mapache.contracts.training.Candidate;
import java.time.Instant;
import java.util.List;

/** A bundle has become a version of a model. Registered is not promoted. */
public record ModelRegistered(
    String model, int version, Digest bundle, String training, Candidate candidate, Instant at)
    implements ModelEvent {

  @Override
  public List<Object> identity() {
    return List.of(model, version, bundle);
  }
}
