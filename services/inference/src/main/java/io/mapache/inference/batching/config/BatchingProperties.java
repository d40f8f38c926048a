package io.mapache.inference.batching.config;

import io.mapache.inference.batching.Batching;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How requests share forward passes. */
@ConfigMapping(prefix = "mapache.inference.batching")
public interface BatchingProperties {

  /** Images in one forward pass at most; on a CPU more are no faster: docs/adr/0007. */
  @WithDefault("4")
  int maxBatch();

  /** Forward passes at the same time, of all bases together. */
  @WithDefault("1")
  int slots();

  /** Images that may wait for a forward pass, decoded or not, per base; then requests get 429. */
  @WithDefault("64")
  int queueCapacity();

  default Batching toBatching() {
    return new Batching(maxBatch(), slots(), queueCapacity());
  }
}
