package io.mapache.contracts.event;

import io.mapache.contracts.Topic;
import io.mapache.contracts.training.Comparison;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version has become the champion, with the numbers that decided; {@code by} is {@code gate} or
 * an operator.
 */
public record ModelPromoted(
    String model,
    int version,
    long revision,
    String by,
    String reason,
    @Nullable Comparison comparison,
    Instant at)
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
    return java.util.Arrays.asList(model, version, revision);
  }
}
