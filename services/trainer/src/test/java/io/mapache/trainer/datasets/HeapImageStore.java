package io.mapache.trainer.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Keeps the states on the heap; a full disk can be asked for. */
public final class HeapImageStore implements ImageStore {

  private final TreeMap<ImageKey, ImageState> states =
      new TreeMap<>(Comparator.comparing(ImageKey::dataset).thenComparing(ImageKey::digest));
  private Map<Integer, Long> positions = new TreeMap<>();
  private boolean full;
  private int scans;

  void fill() {
    full = true;
  }

  /** How often all images of a dataset were gone through. */
  int scans() {
    return scans;
  }

  void empty() {
    full = false;
  }

  @Override
  public synchronized Map<Integer, Long> positions() {
    return Map.copyOf(positions);
  }

  @Override
  public synchronized Optional<ImageState> find(ImageKey key) {
    return Optional.ofNullable(states.get(key));
  }

  @Override
  public synchronized void write(
      Map<ImageKey, Optional<ImageState>> changes, Map<Integer, Long> next) {
    if (full) {
      throw new UncheckedIOException(new IOException("No space left on device"));
    }
    changes.forEach(
        (key, state) -> state.ifPresentOrElse(it -> states.put(key, it), () -> states.remove(key)));
    positions.putAll(next);
  }

  @Override
  public synchronized void clear() {
    states.clear();
    positions.clear();
  }

  @Override
  public synchronized Frozen freeze() {
    TreeMap<ImageKey, ImageState> then = new TreeMap<>(states);
    Map<Integer, Long> at = positions();
    return new Frozen() {
      @Override
      public Map<Integer, Long> positions() {
        return at;
      }

      @Override
      public void images(String dataset, BiConsumer<ImageKey, ImageState> visitor) {
        scans++;
        images(
            (key, state) -> {
              if (key.dataset().equals(dataset)) {
                visitor.accept(key, state);
              }
            });
      }

      @Override
      public void images(BiConsumer<ImageKey, ImageState> visitor) {
        then.forEach(visitor);
      }

      @Override
      public void close() {}
    };
  }
}
