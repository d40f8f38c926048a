package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ModelDeployment;

/**
 * A version of a model, as a deployment asks for it.
 *
 * @param revision of the deployment; of two, the higher is the newer wish
 * @param bundle what the version is made of
 */
public record ModelVersion(String model, long revision, int version, Digest bundle) {

  /** The champion of a deployment that has one. */
  public static ModelVersion championOf(ModelDeployment deployment) {
    return new ModelVersion(
        deployment.model(),
        deployment.revision(),
        deployment.champion().version(),
        deployment.champion().bundle());
  }

  /** The same content under the same name: nothing to load, whatever the revision. */
  public boolean sameContent(ModelVersion other) {
    return model.equals(other.model) && version == other.version && bundle.equals(other.bundle);
  }

  @Override
  public String toString() {
    return "%s@%d (bundle %s)".formatted(model, version, bundle.abbreviated());
  }
}
