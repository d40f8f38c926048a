package io.mapache.trainer.feedback.kafka;

import io.mapache.contracts.event.PredictionJudged;
import io.mapache.kafka.EventPublisher;
import io.mapache.kafka.Position;
import io.mapache.trainer.feedback.Announcer;
import io.mapache.trainer.journal.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes judgements to Kafka and waits for the last acknowledgement. */
public final class KafkaAnnouncer implements Announcer {

  /** The publisher gives up after 7 s. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EventPublisher publisher;

  public KafkaAnnouncer(EventPublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public void announce(List<PredictionJudged> judgements) throws InterruptedException {
    List<CompletableFuture<Position>> sent = new ArrayList<>();
    judgements.forEach(judged -> sent.add(publisher.publish(judged).toCompletableFuture()));
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new))
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new UnavailableException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new UnavailableException("judgements were not acknowledged by Kafka in time", e);
    }
  }
}
