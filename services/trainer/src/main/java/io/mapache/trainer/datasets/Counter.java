package io.mapache.trainer.datasets;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.dataset.SplitShares;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the images of one dataset as they come, change and go. Not thread-safe. */
final class Counter {

  private final SortedMap<String, EnumMap<Split, Integer>> classes = new TreeMap<>();
  private final SplitShares shares;
  private int conflicts;

  Counter(SplitShares shares) {
    this.shares = shares;
  }

  SplitShares shares() {
    return shares;
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
    return new Tally(copy, conflicts);
  }

  private void count(Digest image, ImageState state, int step) {
    if (state.conflict()) {
      conflicts += step;
    }
    state
        .label()
        .ifPresent(
            label -> {
              Split split = Placement.of(image, state, shares);
              EnumMap<Split, Integer> splits =
                  classes.computeIfAbsent(label, fresh -> new EnumMap<>(Split.class));
              splits.merge(split, step, (n, more) -> n + more == 0 ? null : n + more);
              if (splits.isEmpty()) {
                classes.remove(label);
              }
            });
  }
}
