package io.mapache.trainer.datasets;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.dataset.Split;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the images of one dataset as they come, change and go. Not thread-safe. */
final class Counter {

  private final SortedMap<String, EnumMap<Split, Integer>> classes = new TreeMap<>();
  private final SortedMap<String, Integer> excluded = new TreeMap<>();
  private final DatasetDefinition definition;
  private int conflicts;

  Counter(DatasetDefinition definition) {
    this.definition = definition;
  }

  /** Whether it would have counted the same under this definition. */
  boolean countsUnder(DatasetDefinition other) {
    return definition.readsLike(other);
  }

  void add(Digest image, ImageState state) {
    count(image, state, 1);
  }

  void remove(Digest image, ImageState state) {
    count(image, state, -1);
  }

  Tally tally() {
    SortedMap<String, Map<Split, Integer>> copy = new TreeMap<>();
    classes.forEach((label, splits) -> copy.put(label, Map.copyOf(splits)));
    return new Tally(copy, conflicts, excluded);
  }

  private void count(Digest image, ImageState state, int step) {
    Reading reading = Reading.of(state, definition);
    if (reading instanceof Reading.Labelled labelled) {
      EnumMap<Split, Integer> splits =
          classes.computeIfAbsent(labelled.label(), fresh -> new EnumMap<>(Split.class));
      count(splits, Placement.of(image, state, definition.shares()), step);
      if (splits.isEmpty()) {
        classes.remove(labelled.label());
      }
    } else if (reading instanceof Reading.Excluded other) {
      count(excluded, other.label(), step);
    } else if (reading instanceof Reading.Conflict) {
      conflicts += step;
    }
  }

  private static <K> void count(Map<K, Integer> counts, K key, int step) {
    counts.merge(key, step, (n, more) -> n + more == 0 ? null : n + more);
  }
}
