package io.mapache.trainer.registry;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.contracts.event.ModelPromoted;
import io.mapache.contracts.event.ModelRolledBack;
import io.mapache.contracts.event.ModelRouted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * A model: its versions, and which of them answers whom.
 *
 * @param versions ascending by number
 * @param revision grows by one with each change of what is deployed; 0 before the first
 * @param changed when that was; null before the first
 * @param deployed the latest revision that was published as a deployment
 */
public record Model(
    String name,
    List<Version> versions,
    Reign reign,
    Routing routing,
    long revision,
    Instant changed,
    long deployed) {

  public Model {
    versions = List.copyOf(versions);
  }

  static Model named(String name) {
    return new Model(name, List.of(), Reign.NONE, Routing.NONE, 0, null, 0);
  }

  public Optional<Version> version(int number) {
    return versions.stream().filter(version -> version.number() == number).findFirst();
  }

  public Optional<Version> version(String training, Digest bundle) {
    return versions.stream()
        .filter(version -> version.training().equals(training) && version.bundle().equals(bundle))
        .findFirst();
  }

  public Optional<Version> champion() {
    return version(reign.champion());
  }

  public Optional<Version> previous() {
    return version(reign.previous());
  }

  private Optional<Version> version(OptionalInt number) {
    return number.isPresent() ? version(number.getAsInt()) : Optional.empty();
  }

  boolean isChampion(int number) {
    return reign.champion().equals(OptionalInt.of(number));
  }

  /** Since when the champion answers; null before the first. */
  Instant reigningSince() {
    return reign.since();
  }

  /** The snapshot whose versions the gate may not promote; see {@link Reign}. */
  Optional<Digest> barred() {
    return reign.barred();
  }

  /**
   * Since when it is to be seen whether the version is any good: a champion since its promotion, a
   * canary since its first request. Empty for all others, and for a champion that came back.
   */
  public Optional<Instant> onTrialSince(int number) {
    return isChampion(number)
        ? Optional.of(reign.since()).filter(since -> reign.promoted())
        : routing.canary(number).map(Routing.Canary::since);
  }

  int nextVersion() {
    return versions.stream().mapToInt(Version::number).max().orElse(0) + 1;
  }

  long nextRevision() {
    return Math.max(revision, deployed) + 1;
  }

  /** The deployment that says what this model is; empty while nothing is new to say. */
  Optional<ModelDeployment> undeployed() {
    return revision <= deployed ? Optional.empty() : champion().map(this::deployment);
  }

  private ModelDeployment deployment(Version champion) {
    return new ModelDeployment(
        name,
        revision,
        champion.deployed(),
        routing
            .canary()
            .flatMap(
                canary ->
                    version(canary.version())
                        .map(
                            version ->
                                new ModelDeployment.Canary(
                                    version.deployed(),
                                    canary.percent(),
                                    canary.stickyKey().orElse(null))))
            .orElse(null),
        routing.shadow().flatMap(this::version).map(Version::deployed).orElse(null),
        previous().map(Version::deployed).orElse(null),
        changed);
  }

  Model registered(Version version) {
    List<Version> more = new ArrayList<>(versions);
    more.add(version);
    return with(more);
  }

  Model judged(int number, Verdict verdict) {
    return with(changed(number, version -> version.judged(verdict)));
  }

  Model promoted(ModelPromoted event, Verdict verdict) {
    int number = event.version();
    return with(changed(number, version -> version.promoted(verdict)))
        .changed(
            reign.promoted(number, event.at()),
            routing.without(number),
            event.revision(),
            event.at());
  }

  Model rolledBack(ModelRolledBack event) {
    return changed(
        reign.rolledBack(event.to(), event.at(), Optional.ofNullable(event.barred())),
        routing.without(event.to()),
        event.revision(),
        event.at());
  }

  Model routed(ModelRouted event) {
    return changed(reign, Routing.of(event, routing), event.revision(), event.at());
  }

  Model deployed(long published) {
    return new Model(
        name, versions, reign, routing, revision, changed, Math.max(deployed, published));
  }

  private List<Version> changed(int number, UnaryOperator<Version> change) {
    return versions.stream()
        .map(version -> version.number() == number ? change.apply(version) : version)
        .toList();
  }

  private Model with(List<Version> others) {
    return new Model(name, others, reign, routing, revision, changed, deployed);
  }

  private Model changed(Reign newReign, Routing newRouting, long newRevision, Instant at) {
    return new Model(name, versions, newReign, newRouting, newRevision, at, deployed);
  }
}
