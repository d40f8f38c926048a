package io.mapache.inference.batching;

/** How many of the images that wait go into the next forward pass. */
public enum Sharing {
  /** All of them: where a pass of several takes little longer than one of one, as on a GPU. */
  ALL {
    @Override
    int of(int waiting) {
      return waiting;
    }
  },

  /**
   * Half of them: where it takes nearly as long as its images one by one, as on a CPU. Who comes
   * first waits for few others, and the more wait the more is saved.
   */
  HALF {
    @Override
    int of(int waiting) {
      return Math.max(1, waiting / 2);
    }
  };

  /**
   * @param waiting at least 1
   */
  abstract int of(int waiting);
}
