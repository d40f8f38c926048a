package io.mapache.inference.batching;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A bounded queue that several models share: they take turns, each model's own entries are served
 * in order of arrival, and a full queue is full for those who have most of it. A model alone has
 * all of the room; one that floods the queue makes room for one that comes later.
 *
 * <p>Not thread-safe.
 */
final class FairQueue<E> {

  private final int capacity;
  private final Map<String, Deque<E>> byModel = new LinkedHashMap<>(); // whose turn it is first
  private int size;

  FairQueue(int capacity) {
    this.capacity = capacity;
  }

  /**
   * @return who has to leave for want of room: nobody, the newest of the model that has most, or
   *     this one itself if no model has more than its own
   */
  Optional<E> enter(String model, E newcomer) {
    Deque<E> own = byModel.computeIfAbsent(model, name -> new ArrayDeque<>());
    own.addLast(newcomer);
    size++;
    return size > capacity ? Optional.of(dropNewest(largestOr(model, own))) : Optional.empty();
  }

  private String largestOr(String model, Deque<E> own) {
    return byModel.entrySet().stream()
        .filter(other -> other.getValue().size() > own.size())
        .max(Comparator.comparingInt(other -> other.getValue().size()))
        .map(Map.Entry::getKey)
        .orElse(model);
  }

  private E dropNewest(String model) {
    Deque<E> entries = byModel.get(model);
    E newest = entries.removeLast();
    removed(model, entries);
    return newest;
  }

  /** The next one that is ready, of the model whose turn it is; its model goes to the back. */
  Optional<E> next(Predicate<E> ready) {
    for (Map.Entry<String, Deque<E>> turn : byModel.entrySet()) {
      for (Iterator<E> entries = turn.getValue().iterator(); entries.hasNext(); ) {
        E entry = entries.next();
        if (ready.test(entry)) {
          entries.remove();
          byModel.remove(turn.getKey());
          byModel.put(turn.getKey(), turn.getValue());
          removed(turn.getKey(), turn.getValue());
          return Optional.of(entry);
        }
      }
    }
    return Optional.empty();
  }

  /** Which one will be next, of those; it stays where it is. */
  Optional<E> first(Predicate<E> wanted) {
    List<Iterator<E>> turns = byModel.values().stream().map(Deque::iterator).toList();
    while (turns.stream().anyMatch(Iterator::hasNext)) {
      for (Iterator<E> entries : turns) {
        E entry = entries.hasNext() ? entries.next() : null;
        if (entry != null && wanted.test(entry)) {
          return Optional.of(entry);
        }
      }
    }
    return Optional.empty();
  }

  int count(Predicate<E> ready) {
    int count = 0;
    for (Deque<E> entries : byModel.values()) {
      for (E entry : entries) {
        count += ready.test(entry) ? 1 : 0;
      }
    }
    return count;
  }

  boolean has(Predicate<E> ready) {
    for (Deque<E> entries : byModel.values()) {
      for (E entry : entries) {
        if (ready.test(entry)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Nothing if it is not there any more. */
  void leave(String model, E entry) {
    Deque<E> entries = byModel.get(model);
    if (entries != null && entries.remove(entry)) {
      removed(model, entries);
    }
  }

  private void removed(String model, Deque<E> entries) {
    size--;
    if (entries.isEmpty()) {
      byModel.remove(model);
    }
  }

  int size() {
    return size;
  }
}
