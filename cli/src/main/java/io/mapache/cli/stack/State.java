package io.mapache.cli.stack;

import java.time.Instant;

/**
 * One part as it is now.
 *
 * @param pid null if it does not run; likewise what follows from it
 * @param port where it listens, or would
 * @param problem null if it is ready for work
 * @param outdated true: it was started from an older build than the one that is there now
 */
public record State(
    Part part,
    Long pid,
    int port,
    Instant startedAt,
    Long residentBytes,
    String problem,
    boolean outdated) {

  public boolean ready() {
    return problem == null;
  }
}
