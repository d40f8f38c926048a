package io.mapache.trainer.trainings;

import java.time.Duration;

/**
 * How long a training that is due waits for the end of an upload.
 *
 * @param pause without a new label, after which an upload counts as over; zero: no waiting
 * @param longestWait from the moment when a training is due, whatever still comes
 */
public record TriggerPacing(Duration pause, Duration longestWait) {

  public TriggerPacing {
    require("pause", pause, Duration.ZERO, "PT0S");
    require("longest-wait", longestWait, pause, "the pause, " + pause);
  }

  private static void require(String key, Duration value, Duration least, String named) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "mapache.training.trigger.%s: %s (expected: at least %s)".formatted(key, value, named));
    }
  }
}
