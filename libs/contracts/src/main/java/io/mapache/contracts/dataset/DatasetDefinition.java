package io.mapache.contracts.dataset;

import org.jspecify.annotations.Nullable;

/**
 * What a dataset decides for itself; absent parts are the defaults.
 *
 * @param model the model that trainings of this dataset make versions of; null: the dataset's name
 */
public record DatasetDefinition(@Nullable String model, SplitShares shares, TriggerPolicy trigger) {

  public static final DatasetDefinition DEFAULT = new DatasetDefinition(null, null, null);

  public DatasetDefinition {
    shares = shares == null ? SplitShares.DEFAULT : shares;
    trigger = trigger == null ? TriggerPolicy.DEFAULT : trigger;
  }
}
