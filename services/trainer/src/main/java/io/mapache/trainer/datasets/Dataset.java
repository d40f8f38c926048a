package io.mapache.trainer.datasets;

import io.mapache.contracts.dataset.DatasetDefinition;

/** A dataset as the view knows it: defined, or with images, or both. */
public record Dataset(String name, DatasetDefinition definition, Tally tally) {

  /** The model that its trainings make versions of. */
  public String model() {
    return definition.model() == null ? name : definition.model();
  }
}
