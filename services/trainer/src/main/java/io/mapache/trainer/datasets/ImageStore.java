package io.mapache.trainer.datasets;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Keeps the state of every image, together with the positions up to which events have made it. Any
 * thread reads; one writes at a time.
 */
public interface ImageStore {

  /** By partition, the first offset that is not in the states. */
  Map<Integer, Long> positions();

  Optional<ImageState> find(ImageKey key);

  /**
   * Writes all or nothing, on the disk when it returns.
   *
   * @param changes empty values remove
   * @param positions added to the ones that are kept, or in their place
   */
  void write(Map<ImageKey, Optional<ImageState>> changes, Map<Integer, Long> positions);

  /** Forgets all states and positions. */
  void clear();

  /** The store as it is now, whatever is written meanwhile. Closed by the thread that froze. */
  Frozen freeze();

  /** One moment of the store. */
  interface Frozen extends AutoCloseable {

    Map<Integer, Long> positions();

    /** All images of a dataset, ascending by digest. */
    void images(String dataset, BiConsumer<ImageKey, ImageState> visitor);

    /** All images of all datasets. */
    void images(BiConsumer<ImageKey, ImageState> visitor);

    @Override
    void close();
  }
}
