package io.mapache.contracts.dataset;

import io.mapache.contracts.Name;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts renames into their one form: labels normalised, each old one with its last name. */
final class Renames {

  private Renames() {}

  /**
   * @throws IllegalArgumentException if renames go round in a circle, or a label is renamed twice
   */
  static SortedMap<String, String> resolved(Map<String, String> renames) {
    SortedMap<String, String> steps = new TreeMap<>();
    renames.forEach(
        (old, today) -> {
          String before = steps.put(Name.label(old), Name.label(today));
          if (before != null && !before.equals(Name.label(today))) {
            throw new IllegalArgumentException(
                "renames: '%s' becomes '%s' and '%s' (expected: one new name for each label)"
                    .formatted(Name.label(old), before, Name.label(today)));
          }
        });
    SortedMap<String, String> resolved = new TreeMap<>();
    steps.keySet().forEach(old -> resolved.put(old, last(old, steps)));
    return Collections.unmodifiableSortedMap(resolved);
  }

  private static String last(String old, Map<String, String> steps) {
    Set<String> seen = new LinkedHashSet<>();
    String label = old;
    while (steps.containsKey(label)) {
      if (!seen.add(label)) {
        throw new IllegalArgumentException(
            "renames: '%s' becomes '%s' again (expected: no circle)"
                .formatted(String.join("' becomes '", seen), label));
      }
      label = steps.get(label);
    }
    return label;
  }
}
