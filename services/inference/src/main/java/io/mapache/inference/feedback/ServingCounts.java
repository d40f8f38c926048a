package io.mapache.inference.feedback;

import io.mapache.contracts.event.ServingReported;
import io.mapache.contracts.event.ServingRole;
import io.mapache.inference.prediction.AnswerWatch;
import io.mapache.inference.prediction.Input;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.prediction.Question;
import io.mapache.inference.serving.ModelVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts answers and failures by version and role, and reports them from time to time. A report
 * that Kafka does not take is lost: told twice, it would count twice.
 */
public final class ServingCounts implements AnswerWatch {

  private record Part(String model, int version, ServingRole role) {}

  private static final class Count {
    final AtomicLong answered = new AtomicLong();
    final AtomicLong failed = new AtomicLong();
  }

  private final Map<Part, Count> counts = new ConcurrentHashMap<>();
  private final Outbox outbox;
  private final String replica;
  private final Clock clock;
  private Instant from;

  public ServingCounts(Outbox outbox, String replica, Clock clock) {
    this.outbox = outbox;
    this.replica = replica;
    this.clock = clock;
    this.from = clock.instant();
  }

  @Override
  public void answered(Question question, Input input, Prediction.Answered answer) {
    count(answer.by(), answer.role()).answered.incrementAndGet();
  }

  @Override
  public void failed(ModelVersion by, ServingRole role) {
    count(by, role).failed.incrementAndGet();
  }

  private Count count(ModelVersion by, ServingRole role) {
    return counts.computeIfAbsent(new Part(by.model(), by.version(), role), fresh -> new Count());
  }

  /** Reports what was counted since the last report. */
  public synchronized void report() {
    Instant to = clock.instant();
    counts.forEach(
        (part, count) -> {
          long answered = count.answered.getAndSet(0);
          long failed = count.failed.getAndSet(0);
          if (answered + failed > 0) {
            outbox.publish(
                new ServingReported(
                    part.model(), part.version(), part.role(), replica, from, to, answered, failed),
                Optional.empty());
          }
        });
    from = to;
  }
}
