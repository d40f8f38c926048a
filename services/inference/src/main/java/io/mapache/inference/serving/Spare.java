package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A base, all versions that serve on it, and whether they can do without it for a while. */
final class Spare implements Comparable<Spare> {

  private static final Comparator<Spare> ORDER =
      Comparator.comparing((Spare spare) -> spare.atWork)
          .thenComparing(spare -> spare.idle, Comparator.reverseOrder());

  private final Digest base;
  private final long bytes;
  private final List<ModelState.Serving> versions = new ArrayList<>();
  private boolean atWork;
  private boolean needed;
  private long idle = Long.MAX_VALUE; // of the one that was used last
  private long idleAtWork = Long.MAX_VALUE; // of those with a role

  /**
   * @param bytes that it gives back, by estimate
   */
  Spare(Digest base, long bytes) {
    this.base = base;
    this.bytes = bytes;
  }

  void add(ModelState.Serving version, ModelView view, long now) {
    versions.add(version);
    long idle = version.idle(now);
    this.idle = Math.min(this.idle, idle);
    if (view.roleOf(version.id()).isPresent()) {
      atWork = true;
      idleAtWork = Math.min(idleAtWork, idle);
      // One that answers until another one is there could not be woken.
      needed |= view.next().isPresent();
    }
  }

  Digest base() {
    return base;
  }

  long bytes() {
    return bytes;
  }

  List<ModelState.Serving> versions() {
    return versions;
  }

  /**
   * @param idleAfter nanoseconds without a request, after which a model can be spared
   */
  boolean canGo(long idleAfter) {
    return !needed && idleAtWork >= idleAfter;
  }

  /** Versions that are only at hand go first; of two, the one that was used longer ago. */
  @Override
  public int compareTo(Spare other) {
    return ORDER.compare(this, other);
  }
}
