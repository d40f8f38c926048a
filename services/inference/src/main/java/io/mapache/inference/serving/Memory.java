package io.mapache.inference.serving;

/** The memory that bases may take. */
public interface Memory {

  /**
   * Bytes that more bases may take.
   *
   * @param open bytes of those that are open, by estimate
   */
  long free(long open);
}
