package io.mapache.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.event.Event;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class CloudEventTest {

  private static final Instant TIME = Instant.parse("2026-02-03T04:05:06Z");
  private static final Event EVENT = Events.labeled("cats", "a", "tabby");

  @Test
  void carriesItsAttributesAsHeaders() {
    Map<String, String> headers = new TreeMap<>();
    ProducerRecord<String, byte[]> written = CloudEvent.write(EVENT, "/mapache/ingest", TIME);
    written
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    assertThat(headers)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", EVENT.id(),
                "ce_type", "image.labeled.v1",
                "ce_source", "/mapache/ingest",
                "ce_time", "2026-02-03T04:05:06Z",
                "ce_subject", EVENT.key(),
                "content-type", "application/json"));
    assertThat(written.topic()).isEqualTo("mapache.images");
    assertThat(written.key()).isEqualTo(EVENT.key());
  }

  @Test
  void isReadAsItWasWritten() {
    ConsumerRecord<String, byte[]> read = read(CloudEvent.write(EVENT, "/here", TIME));
    assertThat(CloudEvent.read(read)).contains(EVENT);
    assertThat(CloudEvent.time(read)).isEqualTo(TIME);
  }

  @Test
  void aTypeOfANewerWriterIsNoEventHere() {
    ProducerRecord<String, byte[]> written = CloudEvent.write(EVENT, "/here", TIME);
    written
        .headers()
        .remove("ce_type")
        .add("ce_type", "image.dreamt.v7".getBytes(StandardCharsets.UTF_8));
    assertThat(CloudEvent.read(read(written))).isEmpty();
  }

  @Test
  void aTombstoneIsNoEvent() {
    assertThat(CloudEvent.read(new ConsumerRecord<>("t", 0, 0, "cats", null))).isEmpty();
  }

  @Test
  void aKnownTypeWithOtherJsonIsAnError() {
    ConsumerRecord<String, byte[]> broken =
        new ConsumerRecord<>("t", 0, 0, "cats", "{\"digest\":7".getBytes(StandardCharsets.UTF_8));
    broken.headers().add("ce_type", "image.labeled.v1".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> CloudEvent.read(broken)).isInstanceOf(UncheckedIOException.class);
  }

  private static ConsumerRecord<String, byte[]> read(ProducerRecord<String, byte[]> written) {
    ConsumerRecord<String, byte[]> read =
        new ConsumerRecord<>(written.topic(), 0, 0, written.key(), written.value());
    written.headers().forEach(read.headers()::add);
    return read;
  }
}
