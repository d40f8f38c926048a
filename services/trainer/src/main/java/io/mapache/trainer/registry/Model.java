package io.mapache.trainer.registry;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ModelDeployment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A model: its versions, and which of them answers.
 *
 * @param versions ascending by number
 * @param champions versions in the order in which they became champion; the last one answers, the
 *     one before it is what a rollback goes back to
 * @param revision grows by one with each change of the champion; 0 before the first
 * @param changed when that was; null before the first
 * @param deployed the latest revision that was published as a deployment
 */
public record Model(
    String name,
    List<Version> versions,
    List<Integer> champions,
    long revision,
    Instant changed,
    long deployed) {

  public Model {
    versions = List.copyOf(versions);
    champions = List.copyOf(champions);
  }

  static Model named(String name) {
    return new Model(name, List.of(), List.of(), 0, null, 0);
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
    return fromTheEnd(1);
  }

  public Optional<Version> previous() {
    return fromTheEnd(2);
  }

  private Optional<Version> fromTheEnd(int place) {
    return champions.size() < place
        ? Optional.empty()
        : version(champions.get(champions.size() - place));
  }

  int nextVersion() {
    return versions.stream().mapToInt(Version::number).max().orElse(0) + 1;
  }

  long nextRevision() {
    return Math.max(revision, deployed) + 1;
  }

  /** The deployment that says what this model is; empty while nothing is new to say. */
  Optional<ModelDeployment> undeployed() {
    return revision <= deployed
        ? Optional.empty()
        : champion()
            .map(
                champion ->
                    new ModelDeployment(
                        name,
                        revision,
                        champion.deployed(),
                        null,
                        null,
                        previous().map(Version::deployed).orElse(null),
                        changed));
  }

  Model registered(Version version) {
    List<Version> more = new ArrayList<>(versions);
    more.add(version);
    return new Model(name, more, champions, revision, changed, deployed);
  }

  Model judged(int number, Verdict verdict) {
    return new Model(
        name,
        changed(number, version -> version.judged(verdict)),
        champions,
        revision,
        changed,
        deployed);
  }

  Model promoted(int number, Verdict verdict, long newRevision) {
    return new Model(
            name,
            changed(number, version -> version.promoted(verdict)),
            champions,
            revision,
            changed,
            deployed)
        .champion(number, newRevision, verdict.at());
  }

  private List<Version> changed(int number, UnaryOperator<Version> change) {
    return versions.stream()
        .map(version -> version.number() == number ? change.apply(version) : version)
        .toList();
  }

  private Model champion(int number, long newRevision, Instant at) {
    List<Integer> more = new ArrayList<>(champions);
    more.add(number);
    return new Model(name, versions, more, newRevision, at, deployed);
  }

  /** Takes off what came after the version; a version that never was champion is put on top. */
  Model rolledBack(int to, long newRevision, Instant at) {
    int place = champions.subList(0, Math.max(champions.size() - 1, 0)).lastIndexOf(to);
    return place < 0
        ? champion(to, newRevision, at)
        : new Model(name, versions, champions.subList(0, place + 1), newRevision, at, deployed);
  }

  Model deployed(long published) {
    return new Model(name, versions, champions, revision, changed, Math.max(deployed, published));
  }
}
