package io.mapache.trainer.datasets;

import io.mapache.contracts.dataset.Split;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many images a dataset has.
 *
 * @param classes images by label and split; labels without images are not there
 * @param conflicts images that are left out because their sources disagree
 * @param excluded images that are left out because their label is not allowed, by this label
 */
public record Tally(
    SortedMap<String, Map<Split, Integer>> classes,
    int conflicts,
    SortedMap<String, Integer> excluded) {

  public static final Tally NONE = new Tally(new TreeMap<>(), 0, new TreeMap<>());

  public Tally {
    classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
    excluded = Collections.unmodifiableSortedMap(new TreeMap<>(excluded));
  }

  public int images() {
    return classes.keySet().stream().mapToInt(this::images).sum();
  }

  public int images(String label) {
    return sum(classes.getOrDefault(label, Map.of()).values());
  }

  public int images(String label, Split split) {
    return classes.getOrDefault(label, Map.of()).getOrDefault(split, 0);
  }

  /** All four splits, also the empty ones. */
  public Map<Split, Integer> splits() {
    Map<Split, Integer> sums = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      sums.put(split, classes.keySet().stream().mapToInt(label -> images(label, split)).sum());
    }
    return sums;
  }

  private static int sum(Collection<Integer> counts) {
    return counts.stream().mapToInt(n -> n).sum();
  }
}
