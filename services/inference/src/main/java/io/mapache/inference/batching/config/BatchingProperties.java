package io.mapache.inference.batching.config;

import io.mapache.inference.batching.Batching;
import io.mapache.inference.batching.Sharing;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** How requests share forward passes. */
@ConfigMapping(prefix = "mapache.inference.batching")
public interface BatchingProperties {

  /** Images in one forward pass at most; 8 on a CPU and 16 on a GPU if absent: docs/adr/0024. */
  OptionalInt maxBatch();

  /**
   * Threads that read images while a forward pass runs, and help to read a batch before it; 1 on a
   * CPU, where they take their time from the pass, and all processors beside a GPU, if absent.
   */
  OptionalInt readers();

  /** Forward passes at the same time, of all bases together. */
  @WithDefault("1")
  int slots();

  /** Images that may wait for a forward pass, decoded or not, per base; then requests get 429. */
  @WithDefault("64")
  int queueCapacity();

  /**
   * @param gpu whether bases compute on one
   */
  default Batching toBatching(boolean gpu) {
    int most = maxBatch().orElse(gpu ? 16 : 8);
    return new Batching(most, gpu ? Sharing.ALL : Sharing.HALF, slots(), queueCapacity());
  }

  /**
   * @param gpu whether bases compute on one
   */
  default int readersOrDefault(boolean gpu) {
    int readers = readers().orElse(gpu ? Runtime.getRuntime().availableProcessors() : 1);
    if (readers < 1) {
      throw new IllegalArgumentException(
          "mapache.inference.batching.readers: %d (expected: at least 1)".formatted(readers));
    }
    return readers;
  }
}
