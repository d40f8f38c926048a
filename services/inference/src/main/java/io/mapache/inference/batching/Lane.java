package io.mapache.inference.batching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The queue in front of one base, shared by all models on it. Nothing ever waits for a batch to
 * fill: a free slot takes what is there, up to {@link Batching#maxBatch}, and what arrives
 * meanwhile is the next batch. So a quiet lane computes one image at once, and a busy one fills its
 * batches by itself.
 *
 * <p>An image has a place before it is decoded, so that what does not fit costs nothing. Models
 * take turns, as {@link FairQueue} has it, and what is late is dropped instead of computed. Spare
 * images are computed while no other has a place, one at a time, and give way to the images of all
 * other lanes. After each batch a slot goes to the back of the executor's queue, so that the lanes
 * of several bases take turns. Any number of threads.
 */
public final class Lane {

  private final Batching batching;
  private final Executor compute;
  private final Executor computeSpare;
  private final LongSupplier nanos;
  private final Object lock = new Object();
  private final FairQueue<Place> queue; // guarded by lock
  private final Deque<Filled> spare = new ArrayDeque<>(); // guarded by lock
  private final Deque<Forward> free = new ArrayDeque<>(); // guarded by lock
  private boolean spareAsked; // guarded by lock

  /**
   * @param slots makes the buffers of one slot; called {@link Batching#slots} times
   * @param compute runs the forward passes and bounds those of all lanes: {@link Slots}
   * @param computeSpare runs those of spare images, among them, once no others wait
   * @param nanos as {@link System#nanoTime}
   */
  public Lane(
      Batching batching,
      Supplier<Forward> slots,
      Executor compute,
      Executor computeSpare,
      LongSupplier nanos) {
    this.batching = batching;
    this.compute = compute;
    this.computeSpare = computeSpare;
    this.nanos = nanos;
    this.queue = new FairQueue<>(batching.queueCapacity());
    for (int i = 0; i < batching.slots(); i++) {
      free.push(slots.get());
    }
  }

  /**
   * A place for one image. The caller keeps the base open until its outcome is there, or the place
   * is closed without an image.
   *
   * @return empty if the queue is full and the model has its share of it
   */
  public Optional<Place> reserve(String model) {
    Place place = new Place(model);
    Optional<Place> leaves;
    synchronized (lock) {
      leaves = queue.enter(model, place);
    }
    if (leaves.isPresent() && leaves.get() == place) {
      return Optional.empty();
    }
    leaves.ifPresent(other -> other.outcome.complete(new Refused()));
    return Optional.of(place);
  }

  /**
   * Computes an image that nobody waits for, once no other image has a place. The caller keeps the
   * base open until its outcome is there.
   *
   * @return empty if as many wait already as the queue holds
   */
  public Optional<CompletionStage<Outcome>> spare(Sample sample) {
    Filled filled = new Filled(sample, nanos.getAsLong(), new CompletableFuture<>());
    synchronized (lock) {
      if (spare.size() >= batching.queueCapacity()) {
        return Optional.empty();
      }
      spare.addLast(filled);
    }
    wakeSpare();
    return Optional.of(filled.outcome());
  }

  /** Images that have a place now, decoded or not. */
  public int queued() {
    synchronized (lock) {
      return queue.size();
    }
  }

  private void wake() {
    Forward slot;
    synchronized (lock) {
      slot = hasWork() ? free.poll() : null;
    }
    if (slot != null) {
      compute.execute(() -> turn(slot));
    }
  }

  private boolean hasWork() {
    return queue.has(Place::isFilled);
  }

  private void wakeSpare() {
    boolean asks;
    synchronized (lock) {
      asks = !spareAsked && hasSpareWork();
      spareAsked |= asks;
    }
    if (asks) {
      computeSpare.execute(this::spareTurn);
    }
  }

  private boolean hasSpareWork() {
    return queue.size() == 0 && !spare.isEmpty();
  }

  /** One image; nothing if there is other work by now: whoever ends it asks again. */
  private void spareTurn() {
    Forward slot;
    Filled next = null;
    synchronized (lock) {
      spareAsked = false;
      slot = hasSpareWork() ? free.poll() : null;
      if (slot != null) {
        next = spare.removeFirst();
      }
    }
    if (slot != null) {
      answer(slot, List.of(next));
      synchronized (lock) {
        free.push(slot);
      }
      wake();
      wakeSpare();
    }
  }

  private void turn(Forward slot) {
    List<Filled> batch = take();
    if (!batch.isEmpty()) {
      answer(slot, batch);
    }
    if (stays(slot)) {
      compute.execute(() -> turn(slot));
    } else {
      wakeSpare();
    }
  }

  private List<Filled> take() {
    List<Filled> batch = new ArrayList<>();
    List<Filled> late = new ArrayList<>();
    long now = nanos.getAsLong();
    synchronized (lock) {
      Optional<Place> next = queue.next(Place::isFilled);
      while (next.isPresent()) {
        Filled filled = next.get().filled();
        (filled.sample().deadline().isOver(now) ? late : batch).add(filled);
        next = batch.size() < batching.maxBatch() ? queue.next(Place::isFilled) : Optional.empty();
      }
    }
    late.forEach(filled -> filled.outcome().complete(new Late()));
    return batch;
  }

  /** Or frees the slot; in one step, so that no image is left behind. */
  private boolean stays(Forward slot) {
    synchronized (lock) {
      boolean stays = hasWork();
      if (!stays) {
        free.push(slot);
      }
      return stays;
    }
  }

  private void answer(Forward slot, List<Filled> batch) {
    long start = nanos.getAsLong();
    try {
      List<float[]> images = batch.stream().map(filled -> filled.sample().image()).toList();
      if (batch.stream().anyMatch(filled -> filled.sample().mapped())) {
        Forward.Mapped mapped = slot.mapped(images);
        answer(batch, start, mapped.features(), i -> mapped.activations()[i]);
      } else {
        answer(batch, start, slot.features(images), i -> null);
      }
    } catch (Throwable e) { // an Error, too: each of these callers waits for an answer
      batch.forEach(filled -> filled.outcome().completeExceptionally(e));
    }
  }

  private void answer(
      List<Filled> batch, long start, float[][] features, IntFunction<float[]> activations) {
    long took = nanos.getAsLong() - start;
    for (int i = 0; i < features.length; i++) {
      Filled filled = batch.get(i);
      Optional<float[]> activation =
          filled.sample().mapped() ? Optional.of(activations.apply(i)) : Optional.empty();
      long queued = start - filled.since();
      filled.outcome().complete(new Computed(features[i], activation, queued, took, batch.size()));
    }
  }

  private record Filled(Sample sample, long since, CompletableFuture<Outcome> outcome) {}

  /** Room for one image, from when it is asked for until it is computed. */
  public final class Place implements AutoCloseable {

    private final String model;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private @Nullable Filled filled; // guarded by lock

    private Place(String model) {
      this.model = model;
    }

    /**
     * What becomes of the image. Comes on the thread that fills the place or on one of those that
     * compute, which must not be held up; fails with what the forward pass threw. Never comes for a
     * place that is closed without an image.
     */
    public CompletionStage<Outcome> outcome() {
      return outcome;
    }

    /** Whether it had to leave: what would be put into it need not be made. */
    public boolean isLost() {
      return outcome.isDone();
    }

    /** Puts the image in its place. May compute it, and others with it, before it returns. */
    public void fill(Sample sample) {
      synchronized (lock) {
        filled = new Filled(sample, nanos.getAsLong(), outcome);
      }
      wake();
    }

    /** Leaves the place, if it is not filled. */
    @Override
    public void close() {
      synchronized (lock) {
        if (isFilled()) {
          return;
        }
        queue.leave(model, this);
      }
      wakeSpare();
    }

    private boolean isFilled() {
      return filled != null;
    }

    private Filled filled() {
      return Objects.requireNonNull(filled);
    }
  }
}
