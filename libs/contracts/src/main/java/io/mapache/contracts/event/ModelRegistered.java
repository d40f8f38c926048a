package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Topic;
import io.mapache.contracts.training.Candidate;
import java.time.Instant;
import java.util.List;

/** A bundle has become a version of a model. Registered is not promoted. */
public record ModelRegistered(
    String model, int version, Digest bundle, String training, Candidate candidate, Instant at)
    implements Event {

  @Override
  public Topic topic() {
    return Topic.MODELS;
  }

  @Override
  public String key() {
    return model;
  }

  @Override
  public List<Object> identity() {
    return java.util.Arrays.asList(model, version, bundle);
  }
}
