package io.mapache.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.broker.TestBroker;
import io.mapache.contracts.Topic;
import io.mapache.contracts.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Each test reads what the others wrote, too, and looks for its own dataset. */
@TestMethodOrder(MethodOrderer.MethodName.class)
@Timeout(60)
class EventsOverKafkaIT {

  private static TestBroker broker;
  private static KafkaSettings settings;
  private static EventPublisher publisher;

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
  void creatingTopicsThatAreThereIsASuccess() {
    TopicAdmin.ensure(settings, List.of(Topic.IMAGES, Topic.DATASETS));
  }

  @Test
  void everythingPublishedIsReadInTheOrderOfItsKey() {
    List<Event> sent = publish("ordered", 200);
    Map<Integer, Long> end = endOfImages();
    Collected collected = new Collected("ordered");
    try (TopicFollower follower = follow(Map.of(), collected)) {
      follower.caughtUp().toCompletableFuture().join();
      assertThat(collected.events).containsExactlyInAnyOrderElementsOf(sent);
      assertThat(follower.positions()).isEqualTo(end);
      assertThat(collected.next).isEqualTo(end);
      assertThat(collected.threads).containsOnly("follow-mapache.images");

      Event again = Events.labeled("ordered", "0", "relabelled");
      publish(again);
      follower.reached(follower.endOffsets()).toCompletableFuture().join();
      assertThat(collected.events).endsWith(again);
      assertThat(follower.health().healthy()).isTrue();
    }
  }

  @Test
  void readsOnFromGivenPositions() {
    publish("before", 20);
    Map<Integer, Long> from = endOfImages();
    List<Event> sent = publish("after", 20);
    List<Received> read = new CopyOnWriteArrayList<>();
    try (TopicFollower follower =
        TopicFollower.start(settings, Topic.IMAGES, from, (batch, next) -> read.addAll(batch))) {
      follower.caughtUp().toCompletableFuture().join();
    }
    assertThat(read).extracting(Received::event).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(read)
        .allSatisfy(
            received ->
                assertThat(received.position().offset())
                    .isGreaterThanOrEqualTo(from.get(received.position().partition())));
  }

  @Test
  void aBatchThatWasNotTakenComesAgain() {
    List<Event> sent = publish("retried", 10);
    AtomicInteger refusals = new AtomicInteger(2);
    Collected collected = new Collected("retried");
    try (TopicFollower follower =
        follow(
            Map.of(),
            (batch, next) -> {
              if (refusals.getAndDecrement() > 0) {
                throw new IllegalStateException("the disk is full");
              }
              collected.on(batch, next);
            })) {
      follower.caughtUp().toCompletableFuture().join();
    }
    assertThat(collected.events).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void whatIsNoEventIsPassedOver() throws Exception {
    try (KafkaProducer<String, byte[]> other =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      other.send(new ProducerRecord<>("mapache.models", "m", new byte[] {1})).get();
      ProducerRecord<String, byte[]> broken =
          new ProducerRecord<>("mapache.models", "m", new byte[] {'{'});
      broken.headers().add("ce_type", "model.registered.v1".getBytes(StandardCharsets.UTF_8));
      other.send(broken).get();
    }
    List<Received> read = new CopyOnWriteArrayList<>();
    try (TopicFollower follower =
        TopicFollower.start(
            settings, Topic.MODELS, Map.of(), (batch, next) -> read.addAll(batch))) {
      follower.caughtUp().toCompletableFuture().join();
      assertThat(read).isEmpty();
      assertThat(follower.skipped()).isEqualTo(2);
      assertThat(follower.positions()).isEqualTo(Map.of(0, 2L));
    }
  }

  @Test
  void stopsAtATopicThatEndsBeforeItsPositions() {
    try (TopicFollower follower =
        TopicFollower.start(
            settings, Topic.TRAININGS, Map.of(0, 1_000_000L), (batch, next) -> {})) {
      assertThatThrownBy(() -> follower.caughtUp().toCompletableFuture().join())
          .hasMessageContaining("this is not the log that the state was made from");
      assertThat(follower.health().detail()).startsWith("stopped: mapache.trainings/0 ends at 0");
    }
  }

  @Test
  void zAfterAllOthersTheBrokerGoesAndComesBack() throws Exception {
    CountDownLatch arrived = new CountDownLatch(2);
    Collected collected = new Collected("outage");
    try (TopicFollower follower =
        follow(
            Map.of(),
            (batch, next) -> {
              collected.on(batch, next);
              batch.stream()
                  .filter(received -> received.event().key().startsWith("outage/"))
                  .forEach(received -> arrived.countDown());
            })) {
      publish(Events.labeled("outage", "before", "x"));
      follower.reached(follower.endOffsets()).toCompletableFuture().join();

      broker.pause();
      long started = System.nanoTime();
      CompletionStage<Position> refused = publisher.publish(Events.labeled("outage", "no", "x"));
      assertThatThrownBy(() -> refused.toCompletableFuture().join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(KafkaUnavailableException.class);
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started)).isLessThan(8);
      assertThat(follower.health().detail()).startsWith("no connection to Kafka");
      assertThatThrownBy(follower::endOffsets).isInstanceOf(KafkaUnavailableException.class);

      broker.resume();
      publish(Events.labeled("outage", "after", "x"));
      assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(follower.health().healthy()).isTrue();
    }
  }

  @Test
  void zzStartsBeforeItsBrokerAndItsTopic() {
    try (TestBroker late = TestBroker.stopped()) {
      KafkaSettings there = new KafkaSettings(late.bootstrapServers(), "early");
      List<Received> read = new CopyOnWriteArrayList<>();
      try (EventPublisher early = new EventPublisher(there, "/test");
          TopicFollower follower =
              TopicFollower.start(
                  there, Topic.IMAGES, Map.of(), (batch, next) -> read.addAll(batch))) {
        assertThat(follower.health().healthy()).isFalse();
        late.resume();
        TopicAdmin.ensure(there, List.of(Topic.IMAGES));
        follower.caughtUp().toCompletableFuture().join();
        Event event = Events.labeled("late", "1", "x");
        early.publish(event).toCompletableFuture().join();
        follower.reached(follower.endOffsets()).toCompletableFuture().join();
        assertThat(read).extracting(Received::event).containsExactly(event);
      }
    }
  }

  private static TopicFollower follow(Map<Integer, Long> from, TopicFollower.Handler handler) {
    return TopicFollower.start(settings, Topic.IMAGES, from, handler);
  }

  private static Map<Integer, Long> endOfImages() {
    return TopicEnd.now(settings, Topic.IMAGES);
  }

  private static List<Event> publish(String dataset, int count) {
    List<Event> sent =
        IntStream.range(0, count)
            .mapToObj(number -> Events.labeled(dataset, String.valueOf(number), "x"))
            .map(Event.class::cast)
            .toList();
    sent.stream()
        .map(publisher::publish)
        .toList()
        .forEach(acked -> acked.toCompletableFuture().join());
    return sent;
  }

  private static Position publish(Event event) {
    return publisher.publish(event).toCompletableFuture().join();
  }

  /** The events of one dataset. */
  private static final class Collected implements TopicFollower.Handler {
    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<String> threads = new CopyOnWriteArrayList<>();
    volatile Map<Integer, Long> next = Map.of();
    private final String dataset;

    Collected(String dataset) {
      this.dataset = dataset;
    }

    @Override
    public void on(List<Received> batch, Map<Integer, Long> after) {
      for (Received received : new ArrayList<>(batch)) {
        if (received.event().key().startsWith(dataset + "/")) {
          events.add(received.event());
        }
      }
      threads.add(Thread.currentThread().getName());
      next = after;
    }
  }
}
