package io.mapache.training.job;

import io.mapache.training.features.BaseSessions;
import io.mapache.training.features.FileDigests;

/** What a process keeps from one job to the next. For one job at a time. */
public record Kept(BaseSessions sessions, FileDigests digests) implements AutoCloseable {

  public Kept() {
    this(new BaseSessions(), new FileDigests());
  }

  /** Gives the memory back; what was kept can be had again. */
  @Override
  public void close() {
    sessions.close();
  }
}
