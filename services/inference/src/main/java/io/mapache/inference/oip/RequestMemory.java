package io.mapache.inference.oip;

/** Memory for requests, shared with all others; any thread. */
public interface RequestMemory {

  /**
   * @return false if there is none now; else it has to be given back by {@link #release}
   */
  boolean hold(int bytes);

  void release(int bytes);
}
