package io.mapache.contracts.dataset;

import io.mapache.contracts.Name;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset decides for itself; absent parts are the defaults. Equal rules are equal records:
 * labels are normalised and chains of renames resolved.
 *
 * @param model the model that trainings of this dataset make versions of; null: the dataset's name
 * @param auto whether a version that passes the gate is promoted without being asked for
 * @param labels the labels that count, after renames; images with another one are left out. Empty:
 *     all
 * @param renames old label to today's; two old ones with one new one merge
 * @param sources the ranking, best first: where sources disagree, the best one that has spoken
 *     wins. Empty: images that they disagree about are left out
 */
public record DatasetDefinition(
    @Nullable String model,
    SplitShares shares,
    TriggerPolicy trigger,
    Boolean auto,
    SortedSet<String> labels,
    SortedMap<String, String> renames,
    List<String> sources) {

  public static final DatasetDefinition DEFAULT =
      new DatasetDefinition(null, null, null, null, null, null, null);

  public DatasetDefinition {
    shares = shares == null ? SplitShares.DEFAULT : shares;
    trigger = trigger == null ? TriggerPolicy.DEFAULT : trigger;
    auto = auto == null || auto;
    renames = renames == null ? Collections.emptySortedMap() : Renames.resolved(renames);
    labels = labels == null ? Collections.emptySortedSet() : normalised(labels);
    sources = sources == null ? List.of() : distinct(sources);
    requireOfToday(labels, renames);
  }

  public DatasetDefinition with(TriggerPolicy other) {
    return new DatasetDefinition(model, shares, other, auto, labels, renames, sources);
  }

  /** What a label, as a source has written it, is called now. */
  public String today(String label) {
    return renames.getOrDefault(label, label);
  }

  /** Whether images with this label, one of today, count. */
  public boolean allows(String label) {
    return labels.isEmpty() || labels.contains(label);
  }

  /** Whether the same events make the same images, labels and splits under both. */
  public boolean readsLike(DatasetDefinition other) {
    return shares.equals(other.shares)
        && labels.equals(other.labels)
        && renames.equals(other.renames)
        && sources.equals(other.sources);
  }

  private static SortedSet<String> normalised(SortedSet<String> labels) {
    return Collections.unmodifiableSortedSet(
        labels.stream().map(Name::label).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static List<String> distinct(List<String> sources) {
    for (String source : sources) {
      if (source == null || source.isBlank() || Collections.frequency(sources, source) > 1) {
        throw new IllegalArgumentException(
            "sources: '%s' (expected: names of sources, best first, each once)".formatted(source));
      }
    }
    return List.copyOf(sources);
  }

  private static void requireOfToday(SortedSet<String> labels, Map<String, String> renames) {
    for (String label : labels) {
      if (renames.containsKey(label)) {
        throw new IllegalArgumentException(
            "labels: '%s' is renamed to '%s' (expected: names of today)"
                .formatted(label, renames.get(label)));
      }
    }
  }
}
