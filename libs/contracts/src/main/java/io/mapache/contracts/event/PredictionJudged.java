package io.mapache.contracts.event;

import io.mapache.contracts.Topic;
import java.time.Instant;
import java.util.List;

/** A label has come for an image that was predicted before. */
public record PredictionJudged(
    String prediction,
    String model,
    int version,
    String predicted,
    String label,
    boolean correct,
    Instant at)
    implements Event {

  @Override
  public Topic topic() {
    return Topic.PREDICTIONS;
  }

  @Override
  public String key() {
    return prediction;
  }

  @Override
  public List<Object> identity() {
    return java.util.Arrays.asList(prediction, label);
  }
}
