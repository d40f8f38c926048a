package io.mapache.inference.batching;

/**
 * Until when somebody waits for an answer, on the clock of {@link System#nanoTime}.
 *
 * @param limited false: for as long as it takes
 * @param atNanos meaningless without a limit
 */
public record Deadline(boolean limited, long atNanos) {

  private static final Deadline NONE = new Deadline(false, 0);

  public static Deadline none() {
    return NONE;
  }

  public static Deadline at(long nanos) {
    return new Deadline(true, nanos);
  }

  /** From then on nobody waits any more. */
  public boolean isOver(long nowNanos) {
    return limited && nowNanos - atNanos >= 0;
  }
}
