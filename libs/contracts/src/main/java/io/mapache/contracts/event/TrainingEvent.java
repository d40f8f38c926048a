package io.mapache.contracts.event;

import io.mapache.contracts.Topic;

/** Something happened to a training. Its events keep their order. */
public sealed interface TrainingEvent extends Event
    permits TrainingRequested,
        TrainingStarted,
        TrainingProgressed,
        TrainingRetried,
        TrainingCompleted,
        TrainingFailed,
        TrainingCancelled {

  String training();

  @Override
  default Topic topic() {
    return Topic.TRAININGS;
  }

  @Override
  default String key() {
    return training();
  }
}
