package io.mapache.inference.batching;

/** How images that wait share forward passes, and the cores with the pass before theirs. */
public enum Sharing {
  /** All of them: where a pass of several takes little longer than one of one, as on a GPU. */
  ALL {
    @Override
    int of(int waiting) {
      return waiting;
    }

    @Override
    boolean readsAhead(int waiting, int maxBatch) {
      return true;
    }
  },

  /**
   * Half of them: where it takes nearly as long as its images one by one, as on a CPU. Who comes
   * first waits for few others, and the more wait the more is saved.
   */
  HALF {
    @Override
    int of(int waiting) {
      return (waiting + 1) / 2;
    }

    /**
     * Reading takes its time from the pass beside it, whose threads wait for each other at every
     * layer. That pays where a third image gains from it, too: one that waits alone would get
     * little of what the one before it loses. And of so many that a whole batch waits, the next
     * ones are read sooner by all cores, once the pass is over; unless passes take one at a time.
     */
    @Override
    boolean readsAhead(int waiting, int maxBatch) {
      return waiting > 1 && (waiting < maxBatch || maxBatch == 1);
    }
  };

  /**
   * @param waiting 0 gives 0, more at least 1
   */
  abstract int of(int waiting);

  /** Whether images are read while a pass computes, if so many wait for it to end. */
  abstract boolean readsAhead(int waiting, int maxBatch);
}
