package io.mapache.trainer.datasets;

import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.event.DatasetDefined;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All datasets as the events so far have made them: states in the store, counters and definitions
 * in memory (counters are counted anew at the start and when a dataset reads its events in another
 * way than before).
 *
 * <p>Thread-safe. Events below the stored positions are passed over, so delivery may repeat itself.
 */
public final class DatasetView {

  private static final System.Logger LOG = System.getLogger(DatasetView.class.getName());

  private final ImageStore store;
  private final SortedMap<String, Counter> counters = new TreeMap<>();
  private final SortedMap<String, DatasetDefinition> definitions = new TreeMap<>();

  /** Datasets whose definition their counter has not read yet. */
  private final Set<String> outdated = new HashSet<>();

  private long unusable;

  public DatasetView(ImageStore store) {
    this.store = store;
    try (ImageStore.Frozen frozen = store.freeze()) {
      frozen.images((key, state) -> counter(counters, key.dataset()).add(key.digest(), state));
    }
  }

  /**
   * Applies events of the image topic, in their order.
   *
   * @param next by partition, the offset to read on from after these events
   */
  public synchronized void apply(List<ImageEvent> events, Map<Integer, Long> next) {
    Map<Integer, Long> known = store.positions();
    Map<ImageKey, Optional<ImageState>> before = new LinkedHashMap<>();
    Map<ImageKey, Optional<ImageState>> after = new LinkedHashMap<>();
    for (ImageEvent event : events) {
      if (event.offset() >= known.getOrDefault(event.partition(), 0L)) {
        apply(event, before, after);
      }
    }
    store.write(after, next);
    // Only now: if the write fails, the same events come again.
    after.forEach((key, state) -> recount(key, before.get(key), state));
  }

  private void apply(
      ImageEvent event,
      Map<ImageKey, Optional<ImageState>> before,
      Map<ImageKey, Optional<ImageState>> after) {
    try {
      Optional<ImageKey> subject = LabelRules.subject(event.event());
      if (subject.isPresent()) {
        ImageKey key = subject.get();
        Optional<ImageState> current =
            after.containsKey(key) ? after.get(key) : before.computeIfAbsent(key, store::find);
        after.put(key, LabelRules.after(current, event.event(), event.offset()));
      }
    } catch (IllegalArgumentException e) {
      unusable++;
      LOG.log(
          Level.WARNING,
          "mapache.images/{0}@{1} passed over: {2}",
          event.partition(),
          event.offset(),
          e.getMessage());
    }
  }

  private void recount(ImageKey key, Optional<ImageState> before, Optional<ImageState> after) {
    Counter counter = counter(counters, key.dataset());
    before.ifPresent(state -> counter.remove(key.digest(), state));
    after.ifPresent(state -> counter.add(key.digest(), state));
  }

  /**
   * Images are counted anew when somebody asks: of many definitions in a row the last one counts.
   */
  public synchronized void define(DatasetDefined event) {
    String dataset = event.dataset();
    definitions.put(dataset, event.definition());
    Counter counter = counters.get(dataset);
    if (counter != null && !counter.countsUnder(event.definition())) {
      outdated.add(dataset);
    }
  }

  /** Forgets all images, to be told again from the topic's beginning; definitions stay. */
  public synchronized void clear() {
    store.clear();
    counters.clear();
    outdated.clear();
  }

  public synchronized Optional<Dataset> find(String dataset) {
    boolean known = definitions.containsKey(dataset) || counters.containsKey(dataset);
    return known ? Optional.of(dataset(dataset)) : Optional.empty();
  }

  /** By name. */
  public synchronized List<Dataset> all() {
    SortedSet<String> names = new TreeSet<>(definitions.keySet());
    names.addAll(counters.keySet());
    return names.stream().map(this::dataset).toList();
  }

  /** The label that an image counts as today; empty if it has none, or a disputed one. */
  public Optional<String> label(ImageKey image) {
    DatasetDefinition definition;
    synchronized (this) {
      definition = definition(image.dataset());
    }
    return store
        .find(image)
        .map(state -> Reading.of(state, definition))
        .filter(Reading.Labelled.class::isInstance)
        .map(reading -> ((Reading.Labelled) reading).label());
  }

  /** What a dataset calls a label today. */
  public synchronized String today(String dataset, String label) {
    return definition(dataset).today(label);
  }

  public Map<Integer, Long> positions() {
    return store.positions();
  }

  /** Events that were passed over because their dataset, digest or label is none. */
  public synchronized long unusable() {
    return unusable;
  }

  private void refresh(String dataset) {
    if (outdated.contains(dataset)) {
      Counter fresh = new Counter(definition(dataset));
      try (ImageStore.Frozen frozen = store.freeze()) {
        frozen.images(dataset, (key, state) -> fresh.add(key.digest(), state));
      }
      counters.put(dataset, fresh);
      outdated.remove(dataset);
    }
  }

  private Dataset dataset(String name) {
    refresh(name);
    Counter counter = counters.get(name);
    return new Dataset(name, definition(name), counter == null ? Tally.NONE : counter.tally());
  }

  private DatasetDefinition definition(String name) {
    return definitions.getOrDefault(name, DatasetDefinition.DEFAULT);
  }

  private Counter counter(Map<String, Counter> known, String dataset) {
    DatasetDefinition definition = definition(dataset);
    return known.computeIfAbsent(dataset, fresh -> new Counter(definition));
  }
}
