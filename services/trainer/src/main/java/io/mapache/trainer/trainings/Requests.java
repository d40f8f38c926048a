package io.mapache.trainer.trainings;

import io.mapache.contracts.event.TrainingRequested;
import io.mapache.trainer.journal.Journal;
import java.util.List;

/** The way into the queue, and its bound. Thread-safe: one at a time. */
public final class Requests {

  /** Trainings that may wait, in all lanes together. */
  public static final int MOST = 100;

  private final TrainingLog trainings;
  private final Journal journal;

  public Requests(TrainingLog trainings, Journal journal) {
    this.trainings = trainings;
    this.journal = journal;
  }

  /** What became of a request. */
  public enum Outcome {
    TAKEN,
    /** As many wait as may wait. */
    FULL,
    /** One that waits asks for the same. */
    KNOWN
  }

  /**
   * Takes the request, if there is room.
   *
   * @throws io.mapache.trainer.journal.UnavailableException without Kafka: it may be taken or not
   */
  public synchronized Outcome ask(TrainingRequested request) throws InterruptedException {
    if (waiting().size() >= MOST) {
      return Outcome.FULL;
    }
    journal.append(request);
    return Outcome.TAKEN;
  }

  /** The same, but for a request of which one like it waits already. */
  public synchronized Outcome askOnce(TrainingRequested request) throws InterruptedException {
    boolean known =
        waiting().stream()
            .map(Training::request)
            .anyMatch(
                other ->
                    other.dataset().equals(request.dataset())
                        && other.model().equals(request.model())
                        && other.recipe().equals(request.recipe()));
    return known ? Outcome.KNOWN : ask(request);
  }

  private List<Training> waiting() {
    return trainings.all().stream()
        .filter(training -> training.state() == TrainingState.REQUESTED)
        .toList();
  }
}
