package io.mapache.trainer.registry;

import io.mapache.contracts.Digest;
import java.util.Optional;

/** Where trainings have left their reports. */
@FunctionalInterface
public interface Reports {

  /** Digest of the {@code report.html} of a training; empty if it has none. */
  Optional<Digest> of(String training);
}
