package io.mapache.inference.batching;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * How many batches may be under way at the same time, of all bases together. What comes while no
 * slot is free waits its turn; spare work only goes where nothing else waits. Nothing runs on the
 * caller's thread. Any number of threads.
 */
public final class Slots implements Executor {

  private final int count;
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
    this.count = count;
    this.free = count;
    this.threads = threads;
  }

  @Override
  public void execute(Runnable work) {
    enter(work, waiting);
  }

  /** For work that nobody waits for. */
  public void spare(Runnable work) {
    enter(work, spare);
  }

  /**
   * Waits until no batch is under way: for work that takes a core from one for a while, and can
   * wait for so long. Returns early if this thread is interrupted, and leaves it so.
   *
   * @param most after which it returns all the same
   */
  public void awaitLull(Duration most) {
    long end = System.nanoTime() + most.toNanos();
    synchronized (lock) {
      try {
        for (long left = most.toNanos(); free < count && left > 0; left = end - System.nanoTime()) {
          TimeUnit.NANOSECONDS.timedWait(lock, left);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void enter(Runnable work, Deque<Runnable> queue) {
    synchronized (lock) {
      if (free == 0) {
        queue.addLast(work);
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
        lock.notifyAll();
      }
    }
    if (next != null) {
      threads.execute(() -> run(next));
    }
  }
}
