package io.mapache.trainer.feedback;

import io.mapache.contracts.event.PredictionJudged;
import java.util.List;

/** Where judgements are published. */
@FunctionalInterface
public interface Announcer {

  /**
   * Returns when all are on Kafka.
   *
   * @throws io.mapache.trainer.journal.UnavailableException if they are not in time; publishing the
   *     same ones again is right
   */
  void announce(List<PredictionJudged> judgements) throws InterruptedException;
}
