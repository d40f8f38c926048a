package io.mapache.inference;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs what it is given when the test says so, one after the other, on the test's thread. */
public final class HandExecutor implements Executor {

  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean full;

  @Override
  public void execute(Runnable work) {
    if (full) {
      throw new RejectedExecutionException("full");
    }
    waiting.add(work);
  }

  /** From now on it takes nothing. */
  public void fill() {
    full = true;
  }

  public void runNext() {
    waiting.remove().run();
  }

  /** Also what comes up meanwhile. */
  public void runAll() {
    while (!waiting.isEmpty()) {
      runNext();
    }
  }

  public int waiting() {
    return waiting.size();
  }
}
