package io.mapache.inference.feedback;

import io.mapache.contracts.event.PredictionMade;
import io.mapache.contracts.event.ServingRole;
import io.mapache.inference.prediction.AnswerWatch;
import io.mapache.inference.prediction.Input;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.prediction.Question;
import io.mapache.inference.serving.ModelVersion;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes answers. Who answers only puts them into a buffer, bounded in number and in bytes; what
 * does not fit is dropped and counted, so neither Kafka nor a digest delays an answer. Champions'
 * answers to captured images are not for here: they have to arrive.
 *
 * <p>Any number of threads are told of answers; one takes them out.
 */
public final class Recorder implements AnswerWatch {

  private static final System.Logger LOG = System.getLogger(Recorder.class.getName());

  /** Answers in the buffer, and what their images take there together. */
  static final int MOST = 4_096;

  static final int MOST_BYTES = 32 << 20;

  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

  private record Waiting(Question question, Input input, Prediction.Answered answer, Instant at) {}

  private final Recorded recorded;
  private final Outbox outbox;
  private final Clock clock;
  private final BlockingQueue<Waiting> buffer = new ArrayBlockingQueue<>(MOST);
  private final AtomicInteger bytes = new AtomicInteger();
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong warnedOf = new AtomicLong();
  private volatile Instant warned = Instant.EPOCH;

  public Recorder(Recorded recorded, Outbox outbox, Clock clock) {
    this.recorded = recorded;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public void answered(Question question, Input input, Prediction.Answered answer) {
    if (!wanted(question, answer)) {
      return;
    }
    int size = input.weight();
    if (bytes.addAndGet(size) > MOST_BYTES
        || !buffer.offer(new Waiting(question, input, answer, clock.instant()))) {
      bytes.addAndGet(-size);
      dropped.incrementAndGet();
    }
  }

  private boolean wanted(Question question, Prediction.Answered answer) {
    boolean captured = Captured.of(question).isPresent();
    return switch (recorded) {
      case ALL -> !captured || answer.role() == ServingRole.SHADOW;
      case CAPTURED -> captured && answer.role() == ServingRole.SHADOW;
      case NONE -> false;
    };
  }

  @Override
  public void failed(ModelVersion by, ServingRole role) {
    // There is no answer to record.
  }

  /**
   * Publishes what is in the buffer. To be called every few moments by one thread: what is
   * published together travels together, and a journey for each answer would take its time from the
   * answers.
   */
  public void drain() {
    for (Waiting next = buffer.poll(); next != null; next = buffer.poll()) {
      publish(next);
    }
  }

  private void publish(Waiting waiting) {
    bytes.addAndGet(-waiting.input().weight());
    outbox
        .publish(made(waiting), waiting.question().attributes().apply("traceparent"))
        .whenComplete(
            (position, failure) -> {
              if (failure == null) {
                published.incrementAndGet();
              } else {
                dropped.incrementAndGet();
              }
            });
    warn();
  }

  private static PredictionMade made(Waiting waiting) {
    return Captured.of(waiting.question())
        .map(captured -> captured.made(waiting.answer(), waiting.at()))
        .orElseGet(
            () ->
                Answers.made(
                    waiting.input().id(),
                    Optional.empty(),
                    Answers.digest(waiting.input()),
                    waiting.answer(),
                    waiting.at()));
  }

  private void warn() {
    long lost = dropped.get();
    Instant now = clock.instant();
    if (lost > warnedOf.get() && !now.isBefore(warned.plus(BETWEEN_WARNINGS))) {
      LOG.log(
          Level.WARNING,
          "{0} answers were not recorded on mapache.predictions: Kafka is away or slow. Requests"
              + " are answered all the same.",
          lost - warnedOf.getAndSet(lost));
      warned = now;
    }
  }

  public long published() {
    return published.get();
  }

  public long dropped() {
    return dropped.get();
  }
}
