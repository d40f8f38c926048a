package io.mapache.inference.batching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The queue in front of one base, shared by all models on it. Nothing ever waits for a batch to
 * fill: a free slot takes what is queued, up to {@link Batching#maxBatch}, and what arrives
 * meanwhile is the next batch. So a quiet lane computes one image at once, and a busy one fills its
 * batches by itself.
 *
 * <p>First come, first served. After each batch a slot goes to the back of the executor's queue, so
 * that the lanes of several bases take turns. Any number of threads.
 */
public final class Lane {

  private final Batching batching;
  private final Executor compute;
  private final LongSupplier nanos;
  private final Object lock = new Object();
  private final Deque<Waiting> queue = new ArrayDeque<>(); // guarded by lock
  private final Deque<Forward> free = new ArrayDeque<>(); // guarded by lock

  /**
   * @param slots makes the buffers of one slot; called {@link Batching#slots} times
   * @param compute runs the forward passes; the size of its pool bounds those of all lanes
   * @param nanos as {@link System#nanoTime}
   */
  public Lane(Batching batching, Supplier<Forward> slots, Executor compute, LongSupplier nanos) {
    this.batching = batching;
    this.compute = compute;
    this.nanos = nanos;
    for (int i = 0; i < batching.slots(); i++) {
      free.push(slots.get());
    }
  }

  /**
   * Queues one image. The caller keeps the base open until the answer is there.
   *
   * @return empty if the queue is full. The answer comes on a compute thread, which must not be
   *     held up; it fails with what the forward pass threw
   */
  public Optional<CompletionStage<Outcome>> submit(Sample sample) {
    Waiting waiting = new Waiting(sample, nanos.getAsLong(), new CompletableFuture<>());
    Forward slot;
    synchronized (lock) {
      if (queue.size() >= batching.queueCapacity()) {
        return Optional.empty();
      }
      queue.add(waiting);
      slot = free.poll();
    }
    if (slot != null) {
      compute.execute(() -> turn(slot));
    }
    return Optional.of(waiting.answer());
  }

  /** Images that wait now. */
  public int queued() {
    synchronized (lock) {
      return queue.size();
    }
  }

  private void turn(Forward slot) {
    List<Waiting> batch = take(slot);
    if (!batch.isEmpty()) {
      answer(slot, batch);
      compute.execute(() -> turn(slot));
    }
  }

  /** Takes the next batch, or frees the slot; in one step, so that no image is left behind. */
  private List<Waiting> take(Forward slot) {
    List<Waiting> batch = new ArrayList<>();
    List<Waiting> late = new ArrayList<>();
    long now = nanos.getAsLong();
    synchronized (lock) {
      while (batch.size() < batching.maxBatch() && !queue.isEmpty()) {
        Waiting next = queue.remove();
        (next.sample().deadline().isOver(now) ? late : batch).add(next);
      }
      if (batch.isEmpty()) {
        free.push(slot);
      }
    }
    late.forEach(waiting -> waiting.answer().complete(new Late()));
    return batch;
  }

  private void answer(Forward slot, List<Waiting> batch) {
    long start = nanos.getAsLong();
    try {
      List<float[]> images = batch.stream().map(waiting -> waiting.sample().image()).toList();
      if (batch.stream().anyMatch(waiting -> waiting.sample().mapped())) {
        Forward.Mapped mapped = slot.mapped(images);
        answer(batch, start, mapped.features(), i -> mapped.activations()[i]);
      } else {
        answer(batch, start, slot.features(images), i -> null);
      }
    } catch (Throwable e) { // an Error, too: each of these callers waits for an answer
      batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
    }
  }

  private void answer(
      List<Waiting> batch, long start, float[][] features, IntFunction<float[]> activations) {
    long took = nanos.getAsLong() - start;
    for (int i = 0; i < features.length; i++) {
      Waiting waiting = batch.get(i);
      Optional<float[]> activation =
          waiting.sample().mapped() ? Optional.of(activations.apply(i)) : Optional.empty();
      long queued = start - waiting.since();
      waiting.answer().complete(new Computed(features[i], activation, queued, took, batch.size()));
    }
  }

  private record Waiting(Sample sample, long since, CompletableFuture<Outcome> answer) {}
}
