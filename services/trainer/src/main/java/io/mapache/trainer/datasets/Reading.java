package io.mapache.trainer.datasets;

import io.mapache.contracts.dataset.DatasetDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an image counts as, once the dataset's definition has read what its sources say. States keep
 * the labels as they were written, so another definition is another reading of the same states.
 */
sealed interface Reading {

  /** Part of the dataset under this label of today. */
  record Labelled(String label) implements Reading {}

  /** Left out: sources disagree, none of them corrects, and the dataset ranks none that spoke. */
  record Conflict() implements Reading {}

  /** Left out: the label is none of those that the dataset allows. */
  record Excluded(String label) implements Reading {}

  /** Left out: nobody says anything (any more). */
  record Unlabelled() implements Reading {}

  static Reading of(ImageState state, DatasetDefinition definition) {
    Optional<String> decided =
        decisive(state, definition).map(state.claims()::get).map(definition::today);
    List<String> said =
        decided
            .map(Stream::of)
            .orElseGet(() -> state.claims().values().stream().map(definition::today))
            .distinct()
            .toList();
    if (said.isEmpty()) {
      return new Unlabelled();
    }
    if (said.size() > 1) {
      return new Conflict();
    }
    return definition.allows(said.get(0)) ? new Labelled(said.get(0)) : new Excluded(said.get(0));
  }

  /** The source whose word is taken without asking the others. */
  private static Optional<String> decisive(ImageState state, DatasetDefinition definition) {
    return state.corrector() != null
        ? Optional.of(state.corrector())
        : definition.sources().stream().filter(state.claims()::containsKey).findFirst();
  }
}
