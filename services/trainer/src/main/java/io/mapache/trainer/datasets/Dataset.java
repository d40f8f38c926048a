package io.mapache.trainer.datasets;

import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.dataset.Split;
import java.util.List;
import java.util.Optional;

/** A dataset as the view knows it: defined, or with images, or both. */
public record Dataset(String name, DatasetDefinition definition, Tally tally) {

  /** Training needs the first, choosing the second; without a test image it says less. */
  private static final List<Split> TRAINED = List.of(Split.TRAIN, Split.VALIDATION);

  /** The model that its trainings make versions of. */
  public String model() {
    return definition.model() == null ? name : definition.model();
  }

  /** Why a training of it, as it is now, would fail; empty if it would not. */
  public Optional<String> untrainable() {
    return Shortage.ofClasses(tally)
        .or(() -> Shortage.in(tally, TRAINED))
        .map(
            lacking ->
                "dataset '%s' cannot be trained before %s. Add images, fix their labels, or say which labels are allowed."
                    .formatted(name, lacking));
  }
}
