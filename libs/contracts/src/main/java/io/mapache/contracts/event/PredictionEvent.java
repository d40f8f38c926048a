package io.mapache.contracts.event;

import io.mapache.contracts.Topic;

/** Something is known about an answer. */
public sealed interface PredictionEvent extends Event permits PredictionMade, PredictionJudged {

  String prediction();

  @Override
  default Topic topic() {
    return Topic.PREDICTIONS;
  }

  @Override
  default String key() {
    return prediction();
  }
}
