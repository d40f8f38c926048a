package io.mapache.kafka;

import io.mapache.contracts.Topic;
import io.mapache.contracts.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes events. Thread-safe; one per process is enough. Survives a broker that goes and comes
 * back: what is published meanwhile fails, what comes later arrives.
 */
public final class EventPublisher implements AutoCloseable {

  private final Producer<String, byte[]> producer;
  private final String source;

  /**
   * Returns at once, also without a broker.
   *
   * @param source {@code ce_source} of every event, such as {@code /mapache/ingest}
   */
  public EventPublisher(KafkaSettings settings, String source) {
    this.source = source;
    this.producer =
        new KafkaProducer<>(
            ClientConfig.producer(settings), new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * Completes when all in-sync replicas have the event, on a thread of the Kafka client: dependents
   * do not block it. Fails with {@link KafkaUnavailableException} after 5 s at the latest (7 s if
   * the broker goes away during the call); then the event may be there or not, and publishing it
   * again is right, because an event's id does not change.
   *
   * <p>Blocks the caller for at most 2 s, and only while no broker has been reached or the buffer
   * (32 MB) is full.
   */
  public CompletionStage<Position> publish(Event event) {
    return publish(event, Optional.empty());
  }

  /**
   * As {@link #publish(Event)}, with the CloudEvents extension {@code traceparent}.
   *
   * @param traceparent of the request that made the event, as W3C writes it
   */
  public CompletionStage<Position> publish(Event event, Optional<String> traceparent) {
    ProducerRecord<String, byte[]> written = CloudEvent.write(event, source, Instant.now());
    traceparent.ifPresent(trace -> CloudEvent.put(written.headers(), "ce_traceparent", trace));
    return send(event, written);
  }

  /**
   * Puts an event that cannot be processed aside, to {@code mapache.dead-letters}: as it was, and
   * in headers why and where it stood. Otherwise as {@link #publish(Event)}.
   */
  public CompletionStage<Position> publishDead(Received received, String reason) {
    Event event = received.event();
    ProducerRecord<String, byte[]> written =
        CloudEvent.write(event, source, received.time(), Topic.DEAD_LETTERS);
    Headers headers = written.headers();
    Position position = received.position();
    CloudEvent.put(headers, "dead-letter-reason", reason);
    CloudEvent.put(headers, "dead-letter-topic", position.topic());
    CloudEvent.put(headers, "dead-letter-partition", String.valueOf(position.partition()));
    CloudEvent.put(headers, "dead-letter-offset", String.valueOf(position.offset()));
    return send(event, written);
  }

  private CompletionStage<Position> send(Event event, ProducerRecord<String, byte[]> written) {
    CompletableFuture<Position> acked = new CompletableFuture<>();
    try {
      producer.send(
          written,
          (metadata, failure) -> {
            if (failure == null) {
              acked.complete(
                  new Position(metadata.topic(), metadata.partition(), metadata.offset()));
            } else {
              acked.completeExceptionally(notAcked(event, failure));
            }
          });
    } catch (RuntimeException e) {
      acked.completeExceptionally(notAcked(event, e));
    }
    return acked;
  }

  private static KafkaUnavailableException notAcked(Event event, Exception cause) {
    return new KafkaUnavailableException(
        "%s of %s was not acknowledged by Kafka on %s: %s"
            .formatted(event.type(), event.key(), event.topic().topicName(), cause.getMessage()),
        cause);
  }

  /** Waits up to 5 s for what is on its way. */
  @Override
  public void close() {
    producer.close(Duration.ofMillis(ClientConfig.DELIVERY.toMillis()));
  }
}
