package io.mapache.trainer.datasets;

import io.mapache.contracts.dataset.Split;
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
 */
public record Tally(SortedMap<String, Map<Split, Integer>> classes, int conflicts) {

  public static final Tally NONE = new Tally(new TreeMap<>(), 0);

  public Tally {
    classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
  }

  public int images() {
    return classes.keySet().stream().mapToInt(this::images).sum();
  }

  public int images(String label) {
    return classes.getOrDefault(label, Map.of()).values().stream().mapToInt(n -> n).sum();
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
}
