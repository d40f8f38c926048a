package io.mapache.trainer.trainings;

import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.TrainingCancelled;
import io.mapache.contracts.event.TrainingCompleted;
import io.mapache.contracts.event.TrainingFailed;
import io.mapache.contracts.event.TrainingProgressed;
import io.mapache.contracts.event.TrainingRequested;
import io.mapache.contracts.event.TrainingRetried;
import io.mapache.contracts.event.TrainingStarted;
import io.mapache.contracts.training.Lane;
import io.mapache.trainer.datasets.TrainingHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * All trainings, folded from {@code mapache.trainings}, in the order of their requests. An event
 * that comes twice changes nothing the second time. Thread-safe.
 */
public final class TrainingLog {

  private final Map<String, Training> trainings = new LinkedHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Called after each event, on the thread that brought it; not to do work on. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  public void apply(Event event) {
    fold(event);
    listeners.forEach(Runnable::run);
  }

  private synchronized void fold(Event event) {
    if (event instanceof TrainingRequested requested) {
      trainings.putIfAbsent(requested.training(), Training.of(requested));
    } else if (event instanceof TrainingStarted started) {
      move(started.training(), training -> training.started(started));
    } else if (event instanceof TrainingRetried retried) {
      move(retried.training(), training -> training.retried(retried.attempt()));
    } else if (event instanceof TrainingProgressed progressed) {
      move(progressed.training(), training -> training.progressed(progressed.progress()));
    } else if (event instanceof TrainingCompleted completed) {
      end(completed.training(), new Ending.Completed(completed.result(), completed.at()));
    } else if (event instanceof TrainingFailed failed) {
      end(failed.training(), new Ending.Failed(failed.exit(), failed.cause(), failed.at()));
    } else if (event instanceof TrainingCancelled cancelled) {
      end(cancelled.training(), new Ending.Cancelled(cancelled.by(), cancelled.at()));
    }
  }

  public synchronized Optional<Training> find(String id) {
    return Optional.ofNullable(trainings.get(id));
  }

  /** Oldest request first. */
  public synchronized List<Training> all() {
    return List.copyOf(trainings.values());
  }

  public synchronized long count(TrainingState state) {
    return trainings.values().stream().filter(training -> training.state() == state).count();
  }

  /** From request of the snapshot to the end, over all completed trainings. */
  public synchronized Duration trained() {
    return trainings.values().stream()
        .filter(training -> training.state() == TrainingState.COMPLETED)
        .map(
            training ->
                Duration.between(
                    training.started().orElseThrow().at(), training.ending().orElseThrow().at()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** What the trigger of a dataset looks at. */
  public synchronized TrainingHistory history(String dataset) {
    Optional<String> active = Optional.empty();
    Optional<String> last = Optional.empty();
    Optional<Instant> lastEnd = Optional.empty();
    OptionalInt known = OptionalInt.empty();
    List<String> classes = List.of();
    for (Training training : trainings.values()) {
      if (training.request().dataset().equals(dataset)) {
        active = training.ended() ? active : Optional.of(training.id());
        last = Optional.of(training.id());
        lastEnd = training.ending().map(Ending::at);
        if (training.started().isPresent()) {
          known = OptionalInt.of(images(training.started().get()));
          classes = training.started().get().classes();
        }
      }
    }
    return new TrainingHistory(active, last, lastEnd, known, classes);
  }

  /** Images in the snapshot of a dataset's latest training in the full lane. */
  public synchronized OptionalInt knownToFull(String dataset) {
    return trainings.values().stream()
        .filter(training -> training.lane() == Lane.FULL)
        .flatMap(training -> training.started().stream())
        .filter(start -> start.dataset().equals(dataset))
        .mapToInt(TrainingLog::images)
        .reduce((earlier, later) -> later);
  }

  private static int images(TrainingStarted start) {
    return start.images().values().stream().mapToInt(n -> n).sum();
  }

  private void end(String id, Ending ending) {
    move(id, training -> training.ended(ending));
  }

  private void move(String id, UnaryOperator<Training> move) {
    trainings.computeIfPresent(id, (same, training) -> move.apply(training));
  }
}
