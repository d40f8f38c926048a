package io.mapache.inference.batching;

/**
 * How requests share forward passes.
 *
 * @param maxBatch images in one forward pass
 * @param sharing how many it takes of those that wait, and what is read beside it
 * @param slots forward passes of one base at the same time; each has its own buffers
 * @param queueCapacity images that may wait for a slot, decoded or not, per base; one more is
 *     refused, or takes the place of one of a model that has more
 */
public record Batching(int maxBatch, Sharing sharing, int slots, int queueCapacity) {

  public Batching {
    atLeast("max-batch", maxBatch, 1, "1");
    atLeast("slots", slots, 1, "1");
    atLeast("queue-capacity", queueCapacity, maxBatch, "max-batch, " + maxBatch);
  }

  /** Images of the next batch, of those that wait. */
  int next(int waiting) {
    return Math.min(maxBatch, sharing.of(waiting));
  }

  /** Whether images are read ahead, if so many wait. */
  boolean readsAhead(int waiting) {
    return sharing.readsAhead(waiting, maxBatch);
  }

  private static void atLeast(String key, int value, int least, String said) {
    if (value < least) {
      throw new IllegalArgumentException(
          "mapache.inference.batching.%s: %d (expected: at least %s)".formatted(key, value, said));
    }
  }
}
