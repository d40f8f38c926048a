package io.mapache.trainer.lineage;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.TrainingStarted;
import io.mapache.trainer.registry.Version;
import io.mapache.trainer.trainings.Training;
import java.util.Optional;

/** A version and the training that it came out of. */
public record Origin(String model, Version version, Training training) {

  /** Every training with candidates has begun. */
  public TrainingStarted start() {
    return training.started().orElseThrow();
  }

  public Digest manifest() {
    return start().manifest();
  }

  /** The bundle whose fine-tuned base its training began with. */
  Optional<Digest> parent() {
    return Optional.ofNullable(start().parent());
  }
}
