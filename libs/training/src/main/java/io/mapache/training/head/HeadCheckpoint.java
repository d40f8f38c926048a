package io.mapache.training.head;

import io.mapache.training.process.WorkFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The head phase in the work folder after one of its last epochs; one file, replaced whole. Where
 * an epoch takes less time than a checkpoint, keeping each of them would only cost: what is lost is
 * done again with the same result. Not thread-safe.
 */
public final class HeadCheckpoint {

  private static final String FILE = "head-checkpoint.json";

  private final WorkFolder work;
  private final Duration apart;
  private long lastKept = System.nanoTime();

  /**
   * @param apart time between two checkpoints, at least
   */
  public HeadCheckpoint(WorkFolder work, Duration apart) {
    this.work = work;
    this.apart = apart;
  }

  Optional<HeadState> last() throws IOException {
    return work.readJson(FILE, HeadState.class);
  }

  /** Keeps the state, if one is due. */
  void offer(Supplier<HeadState> state) throws IOException {
    long now = System.nanoTime();
    if (now - lastKept >= apart.toNanos()) {
      work.writeJson(FILE, state.get());
      lastKept = now;
    }
  }

  /** To be called once the trained head is kept. */
  public void delete() throws IOException {
    work.delete(FILE);
  }
}
