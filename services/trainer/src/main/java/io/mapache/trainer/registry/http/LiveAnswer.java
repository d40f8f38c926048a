package io.mapache.trainer.registry.http;

import io.mapache.trainer.registry.Live;
import io.mapache.trainer.registry.Share;
import java.util.Optional;

/**
 * How a version does in the world.
 *
 * @param judged images with a label that the version did not learn
 * @param accuracy correct of judged; null without any
 * @param accuracyLow lower end of Wilson's 95 % interval
 * @param answered requests with an answer
 * @param failed requests that failed though the image was good
 */
record LiveAnswer(
    long judged,
    long correct,
    Double accuracy,
    Double accuracyLow,
    Double accuracyHigh,
    long answered,
    long failed) {

  /** Empty if nothing is known. */
  static Optional<LiveAnswer> of(Live live) {
    if (live.equals(Live.NONE)) {
      return Optional.empty();
    }
    Share accuracy = live.accuracy();
    boolean any = live.judged() > 0;
    return Optional.of(
        new LiveAnswer(
            live.judged(),
            live.correct(),
            any ? accuracy.value() : null,
            any ? accuracy.low() : null,
            any ? accuracy.high() : null,
            live.answered(),
            live.failed()));
  }
}
