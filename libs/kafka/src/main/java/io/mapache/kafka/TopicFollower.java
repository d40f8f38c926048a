package io.mapache.kafka;

import io.mapache.contracts.Topic;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads one topic, all partitions, from given positions to the end, and then follows it. No
 * consumer group and no commits: positions belong to whoever keeps the state that the events make,
 * and go into the same write.
 *
 * <p>Starts without a broker or a topic and waits for them; survives a broker that goes and comes
 * back. Partitions that are added later are seen after a restart.
 *
 * <p>Nothing is skipped but what is no event: a handler that throws gets the same batch again,
 * after 100 ms, then twice as long each time up to 10 s, and {@link #health()} says so meanwhile.
 * Delivery is at least once: after a handler's failure, or with positions that were not stored,
 * events come again. A topic that ends before the given positions stops the follower for good:
 * going on would join two different logs.
 */
public final class TopicFollower implements AutoCloseable {

  /** Called on the follower's own thread, {@code follow-TOPIC}, one batch after the other. */
  public interface Handler {

    /**
     * @param batch in Kafka's order within each partition; empty where only records were passed
     *     that are no known event
     * @param next the offset to read on from once this batch is done, of every partition of the
     *     topic, not only of those in the batch
     */
    void on(List<Received> batch, Map<Integer, Long> next) throws Exception;
  }

  private static final Logger LOG = Logger.getLogger(TopicFollower.class);

  private final KafkaSettings settings;
  private final Topic topic;
  private final Map<Integer, Long> from;
  private final Handler handler;
  private final Progress progress = new Progress();
  private final AtomicLong skipped = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile KafkaHealth health;
  private volatile TopicReader reader;

  private TopicFollower(
      KafkaSettings settings, Topic topic, Map<Integer, Long> from, Handler handler) {
    this.settings = settings;
    this.topic = topic;
    this.from = Map.copyOf(from);
    this.handler = handler;
    this.health = unreached();
    this.thread = new Thread(this::run, "follow-" + topic.topicName());
    this.thread.setDaemon(true);
  }

  /**
   * Returns at once.
   *
   * @param from the next offset to read, by partition; a partition that is not named is read from
   *     its beginning
   */
  public static TopicFollower start(
      KafkaSettings settings, Topic topic, Map<Integer, Long> from, Handler handler) {
    TopicFollower follower = new TopicFollower(settings, topic, from, handler);
    follower.thread.start();
    return follower;
  }

  /**
   * Completes when everything has been handled that was there when the topic was first reached;
   * fails when the follower ends before. Dependents run on the follower's thread: what takes long
   * goes elsewhere.
   */
  public CompletionStage<Void> caughtUp() {
    return progress.caughtUp();
  }

  /** Completes when everything before these offsets has been handled; else as {@link #caughtUp}. */
  public CompletionStage<Void> reached(Map<Integer, Long> positions) {
    return progress.reached(positions);
  }

  /** The next offset to handle, by partition; empty until the topic was first reached. */
  public Map<Integer, Long> positions() {
    return progress.positions();
  }

  /**
   * Where the topic ends now, by partition: every event that was acknowledged before this call is
   * before these. Asks Kafka on a connection of its own, for at most 10 s.
   *
   * @throws KafkaUnavailableException if Kafka does not answer
   */
  public Map<Integer, Long> endOffsets() {
    return TopicEnd.now(settings, topic);
  }

  /** Whether Kafka is reached and the handler takes what it gets; not whether it has caught up. */
  public KafkaHealth health() {
    return health;
  }

  /** How many records were passed over because they are no event, or none that is known here. */
  public long skipped() {
    return skipped.get();
  }

  /** Lets the handler finish its batch (for at most 5 s); may be called twice. */
  @Override
  public void close() {
    closing.countDown();
    TopicReader current = reader;
    if (current != null) {
      current.wakeup();
    }
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Throwable cause = null;
    try {
      Backoff backoff = new Backoff(closing);
      do {
        followUntilTrouble(backoff);
      } while (backoff.await());
    } catch (LostPositionException | Error e) {
      cause = e;
      LOG.errorf(e, "%s: stopped", topic.topicName());
    } finally {
      health = KafkaHealth.bad(cause == null ? "closed" : "stopped: " + cause.getMessage());
      progress.end(cause);
    }
  }

  private void followUntilTrouble(Backoff backoff) {
    try (TopicReader opened = new TopicReader(settings, topic)) {
      reader = opened;
      if (closing.getCount() == 0) {
        return;
      }
      if (!opened.assign()) {
        health = KafkaHealth.bad("there is no topic " + topic.topicName() + " yet");
        return;
      }
      follow(opened, backoff);
    } catch (WakeupException e) {
      LOG.debugf("%s: woken to close", topic.topicName());
    } catch (KafkaException e) {
      health = KafkaHealth.bad(e.getMessage());
      LOG.infof("%s: trying again after: %s", topic.topicName(), e.getMessage());
    } finally {
      reader = null;
    }
  }

  private void follow(TopicReader opened, Backoff backoff) {
    Map<Integer, Long> done = progress.positions();
    Map<Integer, Long> end = opened.seek(done.isEmpty() ? from : done);
    Map<Integer, Long> next = opened.next();
    progress.begin(next, end);
    backoff.reset();
    while (closing.getCount() > 0) {
      ConsumerRecords<String, byte[]> polled = opened.poll();
      noteConnection(opened.connected());
      Map<Integer, Long> after = opened.next();
      if (!after.equals(next)) {
        next = after;
        handle(events(polled), next);
      }
    }
  }

  private void noteConnection(boolean connected) {
    boolean before = health.healthy();
    health = connected ? KafkaHealth.good("following") : unreached();
    if (before && !connected) {
      LOG.warnf("%s: %s; following again when it is back", topic.topicName(), health.detail());
    } else if (connected && !before) {
      LOG.infof("%s: following", topic.topicName());
    }
  }

  private void handle(List<Received> batch, Map<Integer, Long> next) {
    Backoff backoff = new Backoff(closing);
    while (true) {
      try {
        handler.on(batch, next);
        progress.advance(next);
        return;
      } catch (Exception e) {
        health = KafkaHealth.bad("events are not taken: " + e);
        LOG.warnf(
            e,
            "%s: a batch of %d events up to %s was not taken; it comes again",
            topic.topicName(),
            batch.size(),
            next);
      }
      if (!backoff.await()) {
        return;
      }
    }
  }

  private List<Received> events(ConsumerRecords<String, byte[]> polled) {
    List<Received> events = new ArrayList<>(polled.count());
    for (ConsumerRecord<String, byte[]> read : polled) {
      Position position = new Position(read.topic(), read.partition(), read.offset());
      try {
        CloudEvent.read(read)
            .map(event -> new Received(event, position, CloudEvent.time(read)))
            .ifPresentOrElse(events::add, skipped::incrementAndGet);
      } catch (UncheckedIOException e) {
        skipped.incrementAndGet();
        LOG.warnf("%s skipped: its JSON is no event of its type: %s", position, e.getMessage());
      }
    }
    return events;
  }

  private KafkaHealth unreached() {
    return KafkaHealth.bad("no connection to Kafka at " + settings.bootstrapServers());
  }
}
