package io.mapache.inference.serving;

import java.nio.file.Path;

/** What runs bases. */
public interface Engine {

  /**
   * Loads a base; takes its time and its memory.
   *
   * @throws RefusedException if the file is no base
   */
  Base load(Path file) throws RefusedException;
}
