package io.mapache.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.broker.TestBroker;
import io.mapache.contracts.Topic;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.TrainingCancelled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupReaderIT {

  private static TestBroker broker;
  private static KafkaSettings settings;
  private static EventPublisher publisher;

  private record Taken(Event event, CompletableFuture<Void> done) {}

  private final BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();

  @BeforeAll
  static void startBroker() {
    broker = TestBroker.start();
    settings = new KafkaSettings(broker.bootstrapServers(), "test");
    TopicAdmin.ensure(settings, Arrays.asList(Topic.values()));
    publisher = new EventPublisher(settings, "/test");
  }

  @AfterAll
  static void stopBroker() {
    publisher.close();
    broker.close();
  }

  @Test
  void whatWasNotDoneComesAgainAndWhatWasDoneDoesNot() throws InterruptedException {
    Event first = publish(Events.labeled("again", "1", "cat"));
    Event second = publish(Events.labeled("again", "1", "dog"));
    try (GroupReader reader = reader("again")) {
      assertThat(next().event()).isEqualTo(first);
    }
    taken.clear();
    try (GroupReader reader = reader("again")) {
      Taken again = next();
      assertThat(again.event()).isEqualTo(first);
      again.done().complete(null);
      assertThat(next().event()).isEqualTo(second);
    }
  }

  @Test
  void anEventThatTheHandlerThrowsOverEndsNothing() throws InterruptedException {
    Event first = publish(Events.labeled("thrown", "1", "cat"));
    Event second = publish(Events.labeled("thrown", "1", "dog"));
    GroupReader.Handler faulty =
        received -> {
          if (received.event().equals(first)) {
            throw new IllegalStateException("thrown by the test");
          }
          return take("thrown", received);
        };
    try (GroupReader reader =
        GroupReader.start(settings, Topic.IMAGES, "group of thrown", 100, faulty)) {
      Taken next = next();
      assertThat(next.event()).isEqualTo(second);
      next.done().complete(null);
    }
    try (GroupReader reader = reader("thrown")) {
      assertThat(next().event()).as("not committed").isEqualTo(first);
    }
  }

  private GroupReader reader(String dataset) {
    return GroupReader.start(
        settings, Topic.IMAGES, "group of " + dataset, 1, received -> take(dataset, received));
  }

  private CompletableFuture<Void> take(String dataset, Received received) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (received.event().key().startsWith(dataset + "/")) {
      taken.add(new Taken(received.event(), done));
    } else {
      done.complete(null);
    }
    return done;
  }

  private Taken next() throws InterruptedException {
    Taken next = taken.poll(30, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private static Event publish(Event event) {
    publisher.publish(event).toCompletableFuture().join();
    return event;
  }

  @Test
  void aDeadLetterIsTheEventWithWhyAndWhereItStood() {
    Event event = Events.labeled("dead", "1", "cat");
    Received received = new Received(event, new Position("mapache.images", 3, 17), Instant.EPOCH);
    publisher.publishDead(received, "its image is gone").toCompletableFuture().join();

    ConsumerRecord<String, byte[]> letter = only(Topic.DEAD_LETTERS);
    assertThat(letter.key()).isEqualTo(event.key());
    assertThat(CloudEvent.read(letter)).contains(event);
    assertThat(header(letter, "dead-letter-reason")).isEqualTo("its image is gone");
    assertThat(header(letter, "dead-letter-topic")).isEqualTo("mapache.images");
    assertThat(header(letter, "dead-letter-partition")).isEqualTo("3");
    assertThat(header(letter, "dead-letter-offset")).isEqualTo("17");
  }

  @Test
  void anEventCarriesTheTraceOfItsRequest() {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    Event event = new TrainingCancelled("t", "ann", Instant.EPOCH);
    publisher.publish(event, Optional.of(trace)).toCompletableFuture().join();

    assertThat(header(only(Topic.TRAININGS), "ce_traceparent")).isEqualTo(trace);
  }

  private static String header(ConsumerRecord<String, byte[]> read, String name) {
    return new String(read.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static ConsumerRecord<String, byte[]> only(Topic topic) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                "looks",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic.topicName()));
      while (true) {
        for (ConsumerRecord<String, byte[]> read : consumer.poll(Duration.ofSeconds(1))) {
          return read;
        }
      }
    }
  }
}
