package io.mapache.trainer.registry;

import io.mapache.contracts.Digest;
import java.util.Optional;

/** What trainings were trained on. */
@FunctionalInterface
public interface Manifests {

  /** Digest of the manifest of a training; empty if it has none. */
  Optional<Digest> of(String training);
}
