package io.mapache.trainer.journal.kafka;

import io.mapache.contracts.event.Event;
import io.mapache.kafka.EventPublisher;
import io.mapache.trainer.journal.Journal;
import io.mapache.trainer.journal.UnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Writes events to Kafka and waits until they have come back. */
public final class KafkaJournal implements Journal {

  private static final Logger LOG = Logger.getLogger(KafkaJournal.class);

  /** The publisher gives up after 7 s; the way back is one poll. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EventPublisher publisher;
  private final Folds folds;

  public KafkaJournal(EventPublisher publisher, Folds folds) {
    this.publisher = publisher;
    this.folds = folds;
  }

  @Override
  public void append(Event event) throws InterruptedException {
    CompletableFuture<Void> folded =
        publisher
            .publish(event)
            .thenCompose(position -> folds.folded(event.topic(), position))
            .toCompletableFuture();
    try {
      folded.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new UnavailableException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new UnavailableException(
          "%s of %s has not come back from Kafka within %d s"
              .formatted(event.type(), event.key(), PATIENCE.toSeconds()),
          e);
    }
  }

  @Override
  public void note(Event event) {
    var unused =
        publisher
            .publish(event)
            .exceptionally(
                failure -> {
                  LOG.debugf("%s of %s is lost: %s", event.type(), event.key(), failure);
                  return null;
                });
  }
}
