package io.mapache.training.head;

import io.mapache.training.process.WorkFolder;
import java.io.IOException;
import java.util.Optional;

/** Counts what the frozen phase takes, lap by lap, in the work folder. Not thread-safe. */
public final class FrozenMeter {

  private static final String FILE = "frozen-cost.json";

  private final WorkFolder work;
  private FrozenCost cost;
  private long lapStart = System.nanoTime();

  /**
   * @param none what a phase that begins has taken: nothing
   */
  public FrozenMeter(WorkFolder work, FrozenCost none) throws IOException {
    this.work = work;
    this.cost = read(work).orElse(none);
  }

  /** The cost so far; empty if the phase has not begun. */
  public static Optional<FrozenCost> read(WorkFolder work) throws IOException {
    return work.readJson(FILE, FrozenCost.class);
  }

  /** Ends a lap, whose work is kept from now on. */
  public void lap(long forwardPasses) throws IOException {
    long now = System.nanoTime();
    cost = cost.and(forwardPasses, (now - lapStart) / 1e9);
    lapStart = now;
    work.writeJson(FILE, cost);
  }
}
