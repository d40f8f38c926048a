package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ModelDeployment;

/**
 * A version of a model and what it is made of.
 *
 * @param bundle what the version is made of
 */
public record ModelVersion(String model, int version, Digest bundle) {

  static ModelVersion of(String model, ModelDeployment.Version version) {
    return new ModelVersion(model, version.version(), version.bundle());
  }

  @Override
  public String toString() {
    return "%s@%d (bundle %s)".formatted(model, version, bundle.abbreviated());
  }
}
