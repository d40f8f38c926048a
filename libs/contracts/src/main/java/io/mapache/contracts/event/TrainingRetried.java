package io.mapache.contracts.event;

import java.time.Instant;
import java.util.List;

/**
 * The training's job was killed, or its JVM crashed; it is started again and goes on from what it
 * has kept.
 *
 * @param attempt the one that begins now: 2 for the first retry
 * @param cause how the one before it ended
 */
public record TrainingRetried(String training, int attempt, String cause, Instant at)
    implements TrainingEvent {

  @Override
  public List<Object> identity() {
    return List.of(training, attempt);
  }
}
