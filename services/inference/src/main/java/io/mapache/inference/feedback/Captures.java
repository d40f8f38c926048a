package io.mapache.inference.feedback;

import io.mapache.contracts.event.ImageCaptured;
import io.mapache.inference.prediction.Input;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.prediction.Question;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Predicts captured images in the background. Few at a time, and one that meets a full queue waits:
 * requests come first. An image whose model does not serve waits until it does, and holds up the
 * others only once as many are under way as whoever brings them allows. What cannot be predicted
 * after some tries is put aside as a dead letter.
 *
 * <p>All of it happens on one thread, which is given; its tasks do not overlap.
 */
public final class Captures {

  /** Images that are being predicted at the same time. */
  static final int AT_ONCE = 2;

  /** How often a fault that may pass is met before the image is given up. */
  static final int TRIES = 5;

  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LAST_WAIT = Duration.ofSeconds(5);

  /** Runs a task on the one thread, after a while. */
  @FunctionalInterface
  public interface Later {
    void in(Duration delay, Runnable task);
  }

  /** What the images need from elsewhere. */
  public record World(
      Function<String, String> models,
      Predicate<String> serves,
      Pictures pictures,
      BiFunction<Question, Input, CompletionStage<Prediction>> predictor,
      Outbox outbox) {}

  /** Puts an event aside; completes when it is on Kafka. */
  @FunctionalInterface
  public interface DeadLetters {
    CompletionStage<?> put(String reason);
  }

  private static final class Work {
    final ImageCaptured event;
    final DeadLetters dead;
    final CompletableFuture<Void> done = new CompletableFuture<>();
    int faults;
    Duration wait = FIRST_WAIT;

    Work(ImageCaptured event, DeadLetters dead) {
      this.event = event;
      this.dead = dead;
    }

    /** Twice as long each time. */
    Duration nextWait() {
      Duration now = wait;
      Duration twice = now.multipliedBy(2);
      wait = twice.compareTo(LAST_WAIT) > 0 ? LAST_WAIT : twice;
      return now;
    }
  }

  private final World world;
  private final Executor thread;
  private final Later later;
  private final Clock clock;
  private final Deque<Work> ready = new ArrayDeque<>();
  private final Deque<Work> parked = new ArrayDeque<>();
  private final AtomicLong predicted = new AtomicLong();
  private final AtomicLong deadLetters = new AtomicLong();
  private int running;

  public Captures(World world, Executor thread, Later later, Clock clock) {
    this.world = world;
    this.thread = thread;
    this.later = later;
    this.clock = clock;
  }

  /**
   * Any thread; returns at once.
   *
   * @return completes when the prediction, or a dead letter, is on Kafka
   */
  public CompletionStage<Void> take(ImageCaptured event, DeadLetters dead) {
    Work work = new Work(event, dead);
    thread.execute(
        () -> {
          ready.add(work);
          next();
        });
    return work.done;
  }

  /** Looks whether models serve now that images wait for; called from time to time. */
  public void look() {
    thread.execute(
        () -> {
          for (int i = parked.size(); i > 0; i--) {
            ready.add(parked.remove());
          }
          next();
        });
  }

  private void next() {
    while (running < AT_ONCE && !ready.isEmpty()) {
      Work work = ready.remove();
      if (world.serves().test(model(work))) {
        running++;
        begin(work);
      } else {
        parked.add(work);
      }
    }
  }

  private String model(Work work) {
    return world.models().apply(work.event.dataset());
  }

  private void begin(Work work) {
    Captured captured = new Captured(work.event.dataset(), work.event.digest());
    Optional<byte[]> bytes;
    try {
      bytes = world.pictures().read(work.event.digest());
    } catch (IOException | RuntimeException e) {
      fault(work, "its image cannot be read: " + e.getMessage());
      return;
    }
    if (bytes.isEmpty()) {
      fault(work, "no image %s in the blob store".formatted(work.event.digest()));
      return;
    }
    predicted(captured.question(model(work)), new Input.Encoded(bytes.get()))
        .whenCompleteAsync(
            (prediction, failure) -> {
              if (failure == null) {
                end(work, captured, prediction);
              } else {
                fault(work, "its prediction failed: " + failure);
              }
            },
            thread);
  }

  private CompletionStage<Prediction> predicted(Question question, Input input) {
    try {
      return world.predictor().apply(question, input);
    } catch (RuntimeException e) { // its place among those on their way would be lost for good
      return CompletableFuture.failedFuture(e);
    }
  }

  private void end(Work work, Captured captured, Prediction prediction) {
    if (prediction instanceof Prediction.Answered answer) {
      world
          .outbox()
          .publish(captured.made(answer, clock.instant()), Optional.empty())
          .whenCompleteAsync((position, failure) -> published(work, failure), thread);
    } else if (prediction instanceof Prediction.BadImage bad) {
      putAside(work, "its image is none: %s, %s".formatted(bad.reason(), bad.detail()));
    } else if (prediction instanceof Prediction.Overloaded
        || prediction instanceof Prediction.Late) {
      hold(work);
    } else if (prediction instanceof Prediction.UnknownModel
        || prediction instanceof Prediction.NotServing) {
      running--;
      parked.add(work);
      next();
    } else {
      fault(work, "it was not predicted: " + prediction.outcome());
    }
  }

  private void published(Work work, Throwable failure) {
    if (failure == null) {
      predicted.incrementAndGet();
      finish(work);
    } else {
      hold(work);
    }
  }

  private void fault(Work work, String reason) {
    work.faults++;
    if (work.faults < TRIES) {
      again(work);
    } else {
      putAside(work, reason);
    }
  }

  private void putAside(Work work, String reason) {
    work.dead
        .put(reason)
        .whenCompleteAsync(
            (position, failure) -> {
              if (failure == null) {
                deadLetters.incrementAndGet();
                finish(work);
              } else {
                hold(work);
              }
            },
            thread);
  }

  /** The others would meet the same: nobody takes its place meanwhile. */
  private void hold(Work work) {
    later.in(work.nextWait(), () -> begin(work));
  }

  /** It makes room for another one meanwhile. */
  private void again(Work work) {
    running--;
    later.in(
        work.nextWait(),
        () -> {
          ready.addFirst(work);
          next();
        });
    next();
  }

  private void finish(Work work) {
    running--;
    work.done.complete(null);
    next();
  }

  public long predicted() {
    return predicted.get();
  }

  public long deadLetters() {
    return deadLetters.get();
  }
}
