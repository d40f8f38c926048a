package io.mapache.trainer.registry;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.contracts.event.ModelRegistered;
import io.mapache.contracts.training.Candidate;
import java.time.Instant;
import java.util.Optional;

/** A registered bundle. */
public record Version(
    int number,
    Digest bundle,
    String training,
    Candidate candidate,
    Instant registeredAt,
    Optional<Verdict> verdict) {

  static Version of(ModelRegistered event) {
    return new Version(
        event.version(),
        event.bundle(),
        event.training(),
        event.candidate(),
        event.at(),
        Optional.empty());
  }

  /** The first verdict stays: an operator who overrules the gate does not rewrite its words. */
  Version judged(Verdict given) {
    return verdict.isPresent()
        ? this
        : new Version(number, bundle, training, candidate, registeredAt, Optional.of(given));
  }

  ModelDeployment.Version deployed() {
    return new ModelDeployment.Version(number, bundle);
  }
}
