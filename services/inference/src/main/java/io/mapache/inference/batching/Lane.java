package io.mapache.inference.batching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The queue in front of one base, shared by all models on it. Nothing ever waits for a batch to
 * fill: a free slot takes of what is there, as {@link Batching} has it, and what arrives meanwhile
 * is for the next batch. So a quiet lane computes one image at once, and a busy one fills its
 * batches by itself.
 *
 * <p>An image has a place before it is read, so that what does not fit costs nothing. Images are
 * read ahead while a slot computes, where {@link Sharing} says that it pays, by few threads,
 * because they share their cores with the forward pass. What of its batch nobody reads ahead a slot
 * reads itself, for no thread would be woken sooner; where that is several images, readers help.
 *
 * <p>Models take turns, as {@link FairQueue} has it, and what is late is dropped, read or not.
 * Spare images are computed while no other has a place, one at a time, and give way to the images
 * of all other lanes. After each batch a slot goes to the back of the executor's queue, so that the
 * lanes of several bases take turns. Any number of threads.
 */
public final class Lane {

  private final Batching batching;
  private final Workers workers;
  private final LongSupplier nanos;
  private final Object lock = new Object();
  private final FairQueue<Place> queue; // guarded by lock
  private final Deque<Filled> spare = new ArrayDeque<>(); // guarded by lock
  private final Deque<Forward> free = new ArrayDeque<>(); // guarded by lock
  private int readers; // tasks that read, begun or about to; guarded by lock
  private boolean spareAsked; // guarded by lock

  /**
   * @param slots makes the buffers of one slot; called {@link Batching#slots} times
   * @param nanos as {@link System#nanoTime}
   */
  public Lane(Batching batching, Supplier<Forward> slots, Workers workers, LongSupplier nanos) {
    this.batching = batching;
    this.workers = workers;
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

  /** Images that have a place now, read or not. */
  public int queued() {
    synchronized (lock) {
      return queue.size();
    }
  }

  /** Whether a slot was free. */
  private boolean wake() {
    Forward slot;
    synchronized (lock) {
      slot = hasWork() ? free.poll() : null;
    }
    if (slot != null) {
      workers.compute().execute(() -> turn(slot));
    }
    return slot != null;
  }

  private boolean hasWork() {
    return queue.has(Place::isReady) || queue.has(Place::isUnread);
  }

  private void wakeSpare() {
    boolean asks;
    synchronized (lock) {
      asks = !spareAsked && hasSpareWork();
      spareAsked |= asks;
    }
    if (asks) {
      workers.computeSpare().execute(this::spareTurn);
    }
  }

  private boolean hasSpareWork() {
    return queue.size() == 0 && !spare.isEmpty();
  }

  /** Where no slot is free that would do it itself, it pays, and no whole batch is read yet. */
  private void wakeReader() {
    giveReader(
        () ->
            free.isEmpty()
                && batching.readsAhead(queue.count(Place::isFilled))
                && readers + queue.count(Place::isReady) < batching.maxBatch()
                && queue.has(Place::isUnread),
        this::readAhead);
  }

  /**
   * Unless as many read for this lane as may.
   *
   * @param pays asked under the lock
   */
  private void giveReader(BooleanSupplier pays, Runnable work) {
    synchronized (lock) {
      if (readers == workers.readers() || !pays.getAsBoolean()) {
        return;
      }
      readers++;
    }
    boolean given = false;
    try {
      workers.read().execute(() -> reading(work));
      given = true;
    } catch (RejectedExecutionException e) {
      // The service ends: slots read what is left.
    } finally {
      if (!given) {
        endReading();
      }
    }
  }

  private void endReading() {
    synchronized (lock) {
      readers--;
    }
  }

  private void reading(Runnable work) {
    try {
      work.run();
    } finally {
      endReading();
    }
    wake();
    wakeReader();
    wakeSpare();
  }

  private void readAhead() {
    Optional<Place> next;
    synchronized (lock) {
      next = queue.first(Place::isUnread);
      next.ifPresent(place -> place.reading = true);
    }
    wakeReader(); // of the next one, if several may read
    next.ifPresent(this::readAhead);
  }

  private void readAhead(Place place) {
    Optional<Ready> ready = read(place.filled());
    synchronized (lock) {
      place.ready = ready.orElse(null);
      if (ready.isEmpty()) {
        queue.leave(place.model, place);
      }
    }
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
      Forward taken = slot;
      read(next).ifPresent(ready -> compute(taken, List.of(ready)));
      synchronized (lock) {
        free.push(slot);
      }
      wake();
      wakeSpare();
    }
  }

  private void turn(Forward slot) {
    try {
      List<Ready> batch = take();
      if (!batch.isEmpty()) {
        compute(slot, batch);
      }
    } finally { // whatever happened: a slot that is lost would be the end of its lane
      if (stays(slot)) {
        workers.compute().execute(() -> turn(slot));
      } else {
        wakeSpare();
      }
    }
  }

  private List<Ready> take() {
    List<Filled> late = new ArrayList<>();
    List<Ready> ready;
    List<Filled> unread;
    synchronized (lock) {
      int waiting = queue.count(Place::isFilled);
      int most = batching.next(waiting);
      ready = takeInTime(Place::isReady, most, late).map(Place::ready).toList();
      boolean othersRead = !ready.isEmpty() && batching.readsAhead(waiting);
      int missing = othersRead ? 0 : most - ready.size();
      unread = takeInTime(Place::isUnread, missing, late).map(Place::filled).toList();
    }
    late.forEach(filled -> filled.outcome().complete(new Late()));
    return Stream.concat(ready.stream(), readTogether(unread)).toList();
  }

  /** By this thread and the readers, who then read ahead, if that pays. */
  private Stream<Ready> readTogether(List<Filled> unread) {
    SharedWork<Filled, Optional<Ready>> images =
        new SharedWork<>(unread, this::read, Optional.empty());
    for (int i = 1; i < unread.size(); i++) {
      giveReader(() -> true, images::takePart);
    }
    wakeReader();
    images.takePart();
    return images.results().flatMap(Optional::stream);
  }

  /**
   * The next ones of those.
   *
   * @param late gets those whose deadline has passed
   */
  private Stream<Place> takeInTime(Predicate<Place> wanted, int most, List<Filled> late) {
    long now = nanos.getAsLong();
    List<Place> taken = new ArrayList<>();
    Optional<Place> next = most > 0 ? queue.next(wanted) : Optional.empty();
    while (next.isPresent()) {
      if (next.get().filled().isLate(now)) {
        late.add(next.get().filled());
      } else {
        taken.add(next.get());
      }
      next = taken.size() < most ? queue.next(wanted) : Optional.empty();
    }
    return taken.stream();
  }

  /** If so, it has its outcome then. */
  private boolean isLate(Filled filled) {
    boolean late = filled.isLate(nanos.getAsLong());
    if (late) {
      filled.outcome().complete(new Late());
    }
    return late;
  }

  /** If it is late or cannot be read, it has its outcome then. */
  private Optional<Ready> read(Filled filled) {
    if (isLate(filled)) {
      return Optional.empty();
    }
    long start = nanos.getAsLong();
    try {
      Pixels pixels = filled.sample().pixels().get();
      if (pixels instanceof Pixels.Read read) {
        return Optional.of(new Ready(filled, read, nanos.getAsLong() - start));
      }
      filled.outcome().complete((Pixels.Unreadable) pixels);
    } catch (Throwable e) { // an Error, too: this caller waits for an answer
      filled.outcome().completeExceptionally(e);
    }
    return Optional.empty();
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

  private void compute(Forward slot, List<Ready> batch) {
    long start = nanos.getAsLong();
    try {
      List<float[]> images = batch.stream().map(ready -> ready.pixels().values()).toList();
      if (batch.stream().anyMatch(Ready::isMapped)) {
        Forward.Mapped mapped = slot.mapped(images);
        answer(batch, start, mapped.features(), i -> mapped.activations()[i]);
      } else {
        answer(batch, start, slot.features(images), i -> null);
      }
    } catch (Throwable e) { // an Error, too: each of these callers waits for an answer
      batch.forEach(ready -> ready.filled().outcome().completeExceptionally(e));
    }
  }

  private void answer(
      List<Ready> batch, long start, float[][] features, IntFunction<float[]> activations) {
    long took = nanos.getAsLong() - start;
    for (int i = 0; i < features.length; i++) {
      Ready ready = batch.get(i);
      Optional<float[]> activation =
          ready.isMapped() ? Optional.of(activations.apply(i)) : Optional.empty();
      long queued = start - ready.filled().since() - ready.readNanos();
      ready
          .filled()
          .outcome()
          .complete(
              new Computed(ready.pixels(), features[i], activation, queued, took, batch.size()));
    }
  }

  private record Filled(Sample sample, long since, CompletableFuture<Outcome> outcome) {

    private boolean isLate(long now) {
      return sample.deadline().isOver(now);
    }
  }

  private record Ready(Filled filled, Pixels.Read pixels, long readNanos) {

    private boolean isMapped() {
      return filled.sample().mapped();
    }
  }

  /** Room for one image, from when it is asked for until it is computed. */
  public final class Place implements AutoCloseable {

    private final String model;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private @Nullable Filled filled; // guarded by lock
    private boolean reading; // or read; guarded by lock
    private @Nullable Ready ready; // guarded by lock

    private Place(String model) {
      this.model = model;
    }

    /**
     * What becomes of the image. Comes on a thread that reads or computes, or on that of whoever
     * takes its place, none of which must be held up; fails with what reading or the forward pass
     * threw. Never comes for a place that is closed without an image.
     */
    public CompletionStage<Outcome> outcome() {
      return outcome;
    }

    /** Whether it had to leave: what would be put into it need not be made. */
    public boolean isLost() {
      return outcome.isDone();
    }

    /** Puts the image in its place. Returns at once. */
    public void fill(Sample sample) {
      synchronized (lock) {
        filled = new Filled(sample, nanos.getAsLong(), outcome);
      }
      if (!wake()) {
        wakeReader();
      }
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

    private boolean isUnread() {
      return isFilled() && !reading;
    }

    private boolean isReady() {
      return ready != null;
    }

    private Filled filled() {
      return Objects.requireNonNull(filled);
    }

    private Ready ready() {
      return Objects.requireNonNull(ready);
    }
  }
}
