package io.mapache.trainer.registry;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.contracts.event.ModelHeld;
import io.mapache.contracts.event.ModelPromoted;
import io.mapache.contracts.event.ModelRegistered;
import io.mapache.contracts.event.ModelRejected;
import io.mapache.contracts.event.ModelRolledBack;
import io.mapache.contracts.event.ModelRouted;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.Comparison;
import io.mapache.trainer.journal.Journal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The one writer of models and deployments. Every step looks at what the log has already got, so
 * that it can be begun again after a failure or a restart: nothing is registered, decided or
 * deployed twice.
 *
 * <p>Thread-safe: one change at a time, and the next one waits until it is on Kafka and folded,
 * because version and revision numbers are counted from the log.
 */
public final class Registrar {

  static final String GATE = "gate";

  private final ModelLog models;
  private final Policies policies;
  private final Journal journal;
  private final Clock clock;

  public Registrar(ModelLog models, Policies policies, Journal journal, Clock clock) {
    this.models = models;
    this.policies = policies;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Registers all candidates, decides on the proposed one and deploys it if it is promoted. A
   * dataset that does not promote by itself has it held for an operator instead.
   */
  public synchronized void settle(Graduate graduate) throws InterruptedException {
    for (Candidate candidate : graduate.result().candidates()) {
      register(graduate, candidate);
    }
    Version proposed = proposed(graduate).orElseThrow();
    if (proposed.verdict().isEmpty()) {
      decide(graduate, proposed);
    }
    deploy(graduate.model());
  }

  /** All is done that {@link #settle} does. */
  public boolean settled(Graduate graduate) {
    Model model = models.model(graduate.model());
    return graduate.result().candidates().stream()
            .allMatch(
                candidate -> model.version(graduate.training(), candidate.bundle()).isPresent())
        && proposed(graduate).flatMap(Version::verdict).isPresent()
        && model.undeployed().isEmpty();
  }

  /** The version that the proposed candidate has become. */
  public Optional<Version> proposed(Graduate graduate) {
    return models
        .model(graduate.model())
        .version(graduate.training(), graduate.result().best().bundle());
  }

  private void register(Graduate graduate, Candidate candidate) throws InterruptedException {
    Model model = models.model(graduate.model());
    if (model.version(graduate.training(), candidate.bundle()).isEmpty()) {
      journal.append(
          new ModelRegistered(
              graduate.model(),
              model.nextVersion(),
              candidate.bundle(),
              graduate.training(),
              candidate,
              clock.instant()));
    }
  }

  private void decide(Graduate graduate, Version proposed) throws InterruptedException {
    Model model = models.model(graduate.model());
    Comparison comparison = graduate.result().comparison();
    Decision decision = unbarred(byPolicy(decision(graduate, model), graduate.dataset()), graduate);
    if (decision instanceof Decision.Promote) {
      journal.append(
          new ModelPromoted(
              model.name(),
              proposed.number(),
              model.nextRevision(),
              GATE,
              decision.reason(),
              comparison,
              clock.instant()));
    } else if (decision instanceof Decision.Hold) {
      journal.append(
          new ModelHeld(
              model.name(), proposed.number(), decision.reason(), comparison, clock.instant()));
    } else {
      journal.append(
          new ModelRejected(
              model.name(),
              proposed.number(),
              GATE,
              decision.reason(),
              comparison,
              clock.instant()));
    }
  }

  /** What the gate refuses stays refused. */
  private Decision byPolicy(Decision decision, String dataset) {
    return decision instanceof Decision.Promote && !policies.promotesByItself(dataset)
        ? new Decision.Hold(
            "dataset '%s' does not promote by itself. The gate lets it pass: %s"
                .formatted(dataset, decision.reason()))
        : decision;
  }

  /** What the guard has rolled back does not come again by another training on the same images. */
  private Decision unbarred(Decision decision, Graduate graduate) {
    Digest manifest = graduate.result().manifest();
    return decision instanceof Decision.Promote
            && models.model(graduate.model()).barred().equals(Optional.of(manifest))
        ? new Decision.Hold(
            "the guard rolled back a version of the same snapshot, %s: promote by hand, or train on new labels. The gate lets it pass: %s"
                .formatted(manifest.abbreviated(), decision.reason()))
        : decision;
  }

  /**
   * The job compares with the champion of its start. If an operator has chosen another one since,
   * the numbers speak of the wrong champion, and the operator's choice stays.
   */
  private static Decision decision(Graduate graduate, Model model) {
    Optional<Version> champion = model.champion();
    if (champion.isPresent() && model.reigningSince().isAfter(graduate.started())) {
      return new Decision.Reject(
          "version %d became champion while this training ran, and was not compared: promote by hand, or train again"
              .formatted(champion.get().number()));
    }
    Optional<Comparison> comparison = Optional.ofNullable(graduate.result().comparison());
    if (champion.isPresent() && comparison.isEmpty()) {
      return new Decision.Reject(
          "the training job did not compare with the champion, version %d"
              .formatted(champion.get().number()));
    }
    return Gate.decide(graduate.result().best().test(), comparison);
  }

  public synchronized Change promote(String name, int version, String by, String reason)
      throws InterruptedException {
    Optional<Model> found = models.find(name);
    if (found.isEmpty() || found.get().version(version).isEmpty()) {
      return unknown(name, version);
    }
    Model model = found.get();
    if (model.champion().filter(champion -> champion.number() == version).isEmpty()) {
      journal.append(
          new ModelPromoted(
              name, version, model.nextRevision(), by, reason, null, clock.instant()));
    }
    return deployed(name);
  }

  /**
   * Makes an earlier version the champion again.
   *
   * @param to empty for the champion before this one
   */
  public synchronized Change rollback(String name, Optional<Integer> to, String by, String reason)
      throws InterruptedException {
    Optional<Model> found = models.find(name);
    if (found.isEmpty()) {
      return new Change.Unknown("model '" + name + "' does not exist");
    }
    Model model = found.get();
    Optional<Version> champion = model.champion();
    if (champion.isEmpty()) {
      return new Change.Refused("model '" + name + "' has no champion to roll back from");
    }
    Optional<Integer> target = to.or(() -> model.previous().map(Version::number));
    if (target.isEmpty()) {
      return new Change.Refused(
          "model '%s': no champion came before version %d. Name a version with \"to\"."
              .formatted(name, champion.get().number()));
    }
    if (model.version(target.get()).isEmpty()) {
      return unknown(name, target.get());
    }
    if (champion.get().number() != target.get()) {
      rollback(model, champion.get().number(), target.get(), by, reason, null);
    }
    return deployed(name);
  }

  /**
   * The guard's rollback, of what it has looked at: nothing happens if the champion is another one
   * by now.
   *
   * @param barred the snapshot of the version that failed
   */
  synchronized void rollback(String name, int from, int to, String reason, Digest barred)
      throws InterruptedException {
    Model model = models.model(name);
    if (model.isChampion(from)) {
      rollback(model, from, to, Guard.NAME, reason, barred);
      deploy(name);
    }
  }

  private void rollback(Model model, int from, int to, String by, String reason, Digest barred)
      throws InterruptedException {
    journal.append(
        new ModelRolledBack(
            model.name(), from, to, model.nextRevision(), by, reason, barred, clock.instant()));
  }

  /**
   * Changes what gets traffic beside the champion.
   *
   * @param plan decides on the model as it is now; empty changes nothing
   */
  synchronized Change route(String name, Plan plan, String by, String reason)
      throws InterruptedException {
    Optional<Model> found = models.find(name);
    if (found.isEmpty()) {
      return new Change.Unknown("model '" + name + "' does not exist");
    }
    Model model = found.get();
    Optional<Change> objection = plan.objection(model);
    if (objection.isPresent()) {
      return objection.get();
    }
    Routing next = plan.next(model.routing(), clock.instant());
    if (!next.equals(model.routing())) {
      journal.append(
          new ModelRouted(
              name,
              model.nextRevision(),
              next.written(),
              next.shadow().orElse(null),
              by,
              reason,
              clock.instant()));
    }
    return deployed(name);
  }

  /** What is to be routed. */
  interface Plan {

    /** Why not; looked at first. */
    Optional<Change> objection(Model model);

    Routing next(Routing now, Instant at);
  }

  /** Publishes the deployments that a failure has kept back. */
  public synchronized void catchUp() throws InterruptedException {
    for (Model model : models.all()) {
      deploy(model.name());
    }
  }

  private Change deployed(String name) throws InterruptedException {
    deploy(name);
    return new Change.Done(models.model(name));
  }

  private void deploy(String name) throws InterruptedException {
    Optional<ModelDeployment> deployment = models.model(name).undeployed();
    if (deployment.isPresent()) {
      journal.append(deployment.get());
    }
  }

  static Change unknown(String name, int version) {
    return new Change.Unknown("model '" + name + "' has no version " + version);
  }
}
