package io.mapache.trainer.registry;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.contracts.event.ModelRegistered;
import io.mapache.contracts.training.Candidate;
import java.time.Instant;
import java.util.Optional;

/**
 * A registered bundle.
 *
 * @param verdict the first decision, nearly always the gate's
 * @param overruling of an operator who promoted it after that, the latest one
 */
public record Version(
    int number,
    Digest bundle,
    String training,
    Candidate candidate,
    Instant registeredAt,
    Optional<Verdict> verdict,
    Optional<Verdict> overruling) {

  static Version of(ModelRegistered event) {
    return new Version(
        event.version(),
        event.bundle(),
        event.training(),
        event.candidate(),
        event.at(),
        Optional.empty(),
        Optional.empty());
  }

  /** The first verdict stays: an operator who overrules the gate does not rewrite its words. */
  Version judged(Verdict given) {
    return verdict.isPresent() ? this : with(Optional.of(given), overruling);
  }

  /** Promoted, for the first time or after another decision. */
  Version promoted(Verdict given) {
    return verdict.isPresent() ? with(verdict, Optional.of(given)) : judged(given);
  }

  private Version with(Optional<Verdict> first, Optional<Verdict> later) {
    return new Version(number, bundle, training, candidate, registeredAt, first, later);
  }

  ModelDeployment.Version deployed() {
    return new ModelDeployment.Version(number, bundle);
  }
}
