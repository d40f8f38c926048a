package io.mapache.kafka;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * How far a follower has got, and who waits for it to get further. Positions are compared, never
 * counted: compaction leaves gaps. Thread-safe; futures are completed outside the lock.
 */
final class Progress {

  private record Waiter(Map<Integer, Long> target, CompletableFuture<Void> reached) {}

  private final List<Waiter> waiters = new ArrayList<>();
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private Map<Integer, Long> positions = Map.of();
  private boolean targeted;
  private Throwable ended;

  /** The positions of the last batch that was handled, by partition; a copy. */
  synchronized Map<Integer, Long> positions() {
    return new TreeMap<>(positions);
  }

  CompletableFuture<Void> caughtUp() {
    return caughtUp.copy();
  }

  CompletableFuture<Void> reached(Map<Integer, Long> target) {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    Throwable cause;
    synchronized (this) {
      if (!covers(target) && ended == null) {
        waiters.add(new Waiter(Map.copyOf(target), reached));
        return reached;
      }
      cause = covers(target) ? null : ended;
    }
    if (cause == null) {
      reached.complete(null);
    } else {
      reached.completeExceptionally(cause);
    }
    return reached;
  }

  /** The topic was reached: what is there now is what {@link #caughtUp} is about, once. */
  void begin(Map<Integer, Long> from, Map<Integer, Long> end) {
    boolean first;
    synchronized (this) {
      first = !targeted;
      targeted = true;
      if (first) {
        waiters.add(new Waiter(Map.copyOf(end), caughtUp));
      }
    }
    advance(from);
  }

  void advance(Map<Integer, Long> next) {
    List<Waiter> done = new ArrayList<>();
    synchronized (this) {
      positions = new TreeMap<>(next);
      for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
        Waiter waiter = all.next();
        if (covers(waiter.target)) {
          all.remove();
          done.add(waiter);
        }
      }
    }
    done.forEach(waiter -> waiter.reached.complete(null));
  }

  /** Nothing will advance any more. */
  void end(Throwable cause) {
    List<Waiter> lost;
    synchronized (this) {
      ended = cause == null ? new CancellationException("the follower was closed") : cause;
      lost = List.copyOf(waiters);
      waiters.clear();
    }
    lost.forEach(waiter -> waiter.reached.completeExceptionally(ended));
    caughtUp.completeExceptionally(ended);
  }

  private boolean covers(Map<Integer, Long> target) {
    return target.entrySet().stream()
        .allMatch(
            wanted ->
                wanted.getValue() <= 0
                    || positions.getOrDefault(wanted.getKey(), -1L) >= wanted.getValue());
  }
}
