package io.mapache.contracts.event;

import io.mapache.contracts.Topic;
import java.time.Instant;
import java.util.List;

/** An earlier version has become the champion again. */
public record ModelRolledBack(
    String model, int from, int to, long revision, String by, String reason, Instant at)
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
    return java.util.Arrays.asList(model, from, to, revision);
  }
}
