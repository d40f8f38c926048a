package io.mapache.inference.serving;

import io.mapache.contracts.event.ModelDeployment;
import io.mapache.contracts.event.ServingRole;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which version of a model has which role, by the newest deployment. The same deployment gives the
 * same roster on every replica.
 *
 * @param revision of the deployment
 * @param champion empty: the model is withdrawn, and nobody has a role
 * @param previous what a rollback goes back to; kept open while there is room
 */
public record Roster(
    long revision,
    Optional<ModelVersion> champion,
    Optional<Share> canary,
    Optional<ModelVersion> shadow,
    Optional<ModelVersion> previous) {

  /** Before the first deployment. */
  static final Roster NONE =
      new Roster(-1, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  static Roster of(ModelDeployment deployment) {
    if (deployment.champion() == null) {
      return new Roster(
          deployment.revision(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    String model = deployment.model();
    return new Roster(
        deployment.revision(),
        Optional.of(ModelVersion.of(model, deployment.champion())),
        Optional.ofNullable(deployment.canary()).map(canary -> Share.of(model, canary)),
        Optional.ofNullable(deployment.shadow()).map(shadow -> ModelVersion.of(model, shadow)),
        Optional.ofNullable(deployment.previous()).map(old -> ModelVersion.of(model, old)));
  }

  /** Those that requests reach, in the order in which they are needed. */
  Stream<ModelVersion> atWork() {
    return Stream.of(champion, canary.map(Share::version), shadow).flatMap(Optional::stream);
  }

  /** All that have a role, and the previous champion. */
  Stream<ModelVersion> named() {
    return Stream.concat(atWork(), previous.stream());
  }

  /** Empty for the previous champion and for whoever is not named. */
  public Optional<ServingRole> roleOf(ModelVersion id) {
    if (champion.filter(id::equals).isPresent()) {
      return Optional.of(ServingRole.CHAMPION);
    }
    if (canary.filter(share -> share.version().equals(id)).isPresent()) {
      return Optional.of(ServingRole.CANARY);
    }
    return shadow.filter(id::equals).map(same -> ServingRole.SHADOW);
  }
}
