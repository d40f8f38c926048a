package io.mapache.kafka;

import io.mapache.contracts.Topic;
import io.mapache.contracts.event.Event;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Shares the partitions of a topic with the other members of its group, from the topic's beginning
 * on. An event's offset is committed when the event and all before it are done, so each is done at
 * least once: after a crash, or when partitions change hands, what was not committed is read again.
 *
 * <p>Reading waits while too many events are on their way, and the member stays in its group
 * meanwhile, however long they take. Starts without a broker or a topic and waits for them.
 */
public final class GroupReader implements AutoCloseable {

  /** Called on the reader's own thread, {@code group-TOPIC}: does not block. */
  public interface Handler {

    /**
     * @return completes when the event is done, on any thread; an event whose stage fails, or for
     *     which this throws, is never done, and read again after a restart
     */
    CompletionStage<Void> on(Received event);
  }

  private static final Logger LOG = Logger.getLogger(GroupReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LAST_COMMIT = Duration.ofSeconds(2);
  private static final CompletionStage<Void> NOTHING_TO_DO =
      CompletableFuture.completedFuture(null);

  private final KafkaSettings settings;
  private final Topic topic;
  private final String group;
  private final int most;
  private final Handler handler;
  private final Unfinished unfinished = new Unfinished();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile Consumer<String, byte[]> consumer;

  private GroupReader(
      KafkaSettings settings, Topic topic, String group, int most, Handler handler) {
    this.settings = settings;
    this.topic = topic;
    this.group = group;
    this.most = most;
    this.handler = handler;
    this.thread = new Thread(this::run, "group-" + topic.topicName());
    this.thread.setDaemon(true);
  }

  /**
   * Returns at once.
   *
   * @param most events on their way from which on no more are read
   */
  public static GroupReader start(
      KafkaSettings settings, Topic topic, String group, int most, Handler handler) {
    GroupReader reader = new GroupReader(settings, topic, group, most, handler);
    reader.thread.start();
    return reader;
  }

  /** Commits what is done; may be called twice. */
  @Override
  public void close() {
    closing.countDown();
    Consumer<String, byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Backoff backoff = new Backoff(closing);
    do {
      try (Consumer<String, byte[]> opened =
          new KafkaConsumer<>(
              ClientConfig.group(settings, topic.topicName(), group),
              new StringDeserializer(),
              new ByteArrayDeserializer())) {
        consumer = opened;
        read(opened, backoff);
        opened.close(CloseOptions.timeout(Duration.ofSeconds(1)));
      } catch (WakeupException e) {
        LOG.debugf("%s: woken to close", topic.topicName());
      } catch (KafkaException e) {
        LOG.infof("%s: trying again after: %s", topic.topicName(), e.getMessage());
      } finally {
        consumer = null;
        unfinished.forgetAll();
      }
    } while (backoff.await());
  }

  private void read(Consumer<String, byte[]> opened, Backoff backoff) {
    opened.subscribe(List.of(topic.topicName()), new Handover(opened));
    try {
      while (closing.getCount() > 0) {
        for (ConsumerRecord<String, byte[]> read : opened.poll(POLL)) {
          backoff.reset();
          take(read);
        }
        if (unfinished.count() >= most) {
          opened.pause(opened.assignment());
        } else {
          opened.resume(opened.paused());
        }
        Map<TopicPartition, OffsetAndMetadata> done = unfinished.done();
        if (!done.isEmpty()) {
          opened.commitAsync(done, this::committed);
        }
      }
    } finally {
      commit(opened, unfinished.safe());
    }
  }

  /** What was not committed now is with the next offset, or at the end. */
  private void committed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
    if (failure != null) {
      LOG.debugf("%s: not committed: %s", topic.topicName(), failure.getMessage());
    }
  }

  private void take(ConsumerRecord<String, byte[]> read) {
    TopicPartition partition = new TopicPartition(read.topic(), read.partition());
    Position position = new Position(read.topic(), read.partition(), read.offset());
    unfinished.begin(partition, read.offset());
    event(read, position)
        .map(event -> handled(new Received(event, position, CloudEvent.time(read))))
        .orElse(NOTHING_TO_DO)
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                unfinished.end(partition, read.offset());
              } else if (closing.getCount() > 0) {
                LOG.errorf(failure, "%s is not done and comes again after a restart", position);
              }
            });
  }

  private static Optional<Event> event(ConsumerRecord<String, byte[]> read, Position position) {
    try {
      return CloudEvent.read(read);
    } catch (UncheckedIOException e) {
      LOG.warnf("%s skipped: its JSON is no event of its type: %s", position, e.getMessage());
      return Optional.empty();
    }
  }

  private CompletionStage<Void> handled(Received received) {
    try {
      return handler.on(received);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static void commit(
      Consumer<String, byte[]> opened, Map<TopicPartition, OffsetAndMetadata> offsets) {
    if (!offsets.isEmpty()) {
      try {
        opened.commitSync(offsets, LAST_COMMIT);
      } catch (KafkaException e) {
        LOG.debugf("not committed, so some events come again: %s", e.getMessage());
      }
    }
  }

  /** What another member reads from now on is not this one's to commit. */
  private final class Handover implements ConsumerRebalanceListener {

    private final Consumer<String, byte[]> opened;

    Handover(Consumer<String, byte[]> opened) {
      this.opened = opened;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      commit(opened, unfinished.safe());
      unfinished.forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      unfinished.forget(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.debugf("%s: %s", topic.topicName(), partitions);
    }
  }
}
