package io.mapache.cli.terminal;

/** How far something is. Any thread may tell; closing says how it ended. */
public interface Progress extends AutoCloseable {

  /**
   * @param detail what else is worth a few words; may be empty
   */
  void at(long done, String detail);

  @Override
  void close();
}
