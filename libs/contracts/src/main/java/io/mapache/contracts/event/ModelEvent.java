package io.mapache.contracts.event;

import io.mapache.contracts.Topic;

/** Something happened to the versions of a model. Its events keep their order. */
public sealed interface ModelEvent extends Event
    permits ModelRegistered,
        ModelPromoted,
        ModelRejected,
        ModelHeld,
        ModelRolledBack,
        ModelRouted,
        ModelRefused {

  String model();

  @Override
  default Topic topic() {
    return Topic.MODELS;
  }

  @Override
  default String key() {
    return model();
  }
}
