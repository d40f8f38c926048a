package io.mapache.kafka;

import io.mapache.contracts.Json;
import io.mapache.contracts.Topic;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.EventTypes;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The binary mode of CloudEvents 1.0 over Kafka: attributes are headers, the value is the event's
 * JSON alone. Source: CloudEvents Kafka protocol binding 1.0.2, section 3.2.
 */
final class CloudEvent {

  private static final String TYPE = "ce_type";
  private static final String TIME = "ce_time";

  private CloudEvent() {}

  static ProducerRecord<String, byte[]> write(Event event, String source, Instant time) {
    return write(event, source, time, event.topic());
  }

  /** An event that stands on another topic than its own. */
  static ProducerRecord<String, byte[]> write(
      Event event, String source, Instant time, Topic topic) {
    ProducerRecord<String, byte[]> written =
        new ProducerRecord<>(topic.topicName(), event.key(), Json.bytes(event));
    Headers headers = written.headers();
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_id", event.id());
    put(headers, TYPE, event.type());
    put(headers, "ce_source", source);
    put(headers, TIME, time.toString());
    put(headers, "ce_subject", event.key());
    put(headers, "content-type", "application/json");
    return written;
  }

  /**
   * Empty for what is no event (no type, or a tombstone of a compacted topic) and for types that
   * only a newer version of us knows.
   *
   * @throws UncheckedIOException if the type is known and the JSON does not fit it
   */
  static Optional<Event> read(ConsumerRecord<String, byte[]> read) {
    String type = text(read.headers(), TYPE);
    return type == null || read.value() == null
        ? Optional.empty()
        : EventTypes.read(type, read.value());
  }

  static Instant time(ConsumerRecord<String, byte[]> read) {
    String time = text(read.headers(), TIME);
    try {
      return time == null ? Instant.ofEpochMilli(read.timestamp()) : Instant.parse(time);
    } catch (DateTimeException e) {
      return Instant.ofEpochMilli(read.timestamp());
    }
  }

  static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
