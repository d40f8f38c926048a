package io.mapache.ingest.upload.kafka;

import io.mapache.contracts.event.Event;
import io.mapache.ingest.upload.Announcer;
import io.mapache.ingest.upload.NotAnnouncedException;
import io.mapache.kafka.EventPublisher;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Announces on {@code mapache.images}. */
public final class KafkaAnnouncer implements Announcer {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final EventPublisher publisher;

  public KafkaAnnouncer(EventPublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public void announce(Event event) throws NotAnnouncedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      publisher
          .publish(event)
          .toCompletableFuture()
          .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new NotAnnouncedException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new NotAnnouncedException(
          "Kafka did not acknowledge within " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotAnnouncedException("interrupted while Kafka was asked", e);
    }
  }
}
