package io.mapache.inference.batching;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * How many forward passes may run at the same time, of all bases together. Whoever brings work
 * while a slot is free does it, at once: waking another thread costs a quiet service more than all
 * else that it does around a pass. What comes while none is free waits its turn and runs on threads
 * of its own, so that a caller is held up for one pass at most. Spare work always does, and only
 * where nothing else waits.
 */
public final class Slots implements Executor {

  private final Executor threads;
  private final Object lock = new Object();
  private final Deque<Runnable> waiting = new ArrayDeque<>(); // guarded by lock
  private final Deque<Runnable> spare = new ArrayDeque<>(); // guarded by lock
  private int free; // guarded by lock

  /**
   * @param count slots
   * @param threads as many threads as slots
   */
  public Slots(int count, Executor threads) {
    this.free = count;
    this.threads = threads;
  }

  @Override
  public void execute(Runnable work) {
    synchronized (lock) {
      if (free == 0) {
        waiting.addLast(work);
        return;
      }
      free--;
    }
    run(work);
  }

  /** For work that nobody waits for. Returns at once. */
  public void spare(Runnable work) {
    synchronized (lock) {
      if (free == 0) {
        spare.addLast(work);
        return;
      }
      free--;
    }
    threads.execute(() -> run(work));
  }

  private void run(Runnable work) {
    try {
      work.run();
    } finally {
      passOn();
    }
  }

  private void passOn() {
    Runnable next;
    synchronized (lock) {
      next = waiting.isEmpty() ? spare.pollFirst() : waiting.pollFirst();
      if (next == null) {
        free++;
      }
    }
    if (next != null) {
      threads.execute(() -> run(next));
    }
  }
}
