package io.mapache.trainer.feedback.kafka;

import io.mapache.contracts.Topic;
import io.mapache.contracts.event.Event;
import io.mapache.kafka.KafkaHealth;
import io.mapache.kafka.KafkaSettings;
import io.mapache.kafka.Received;
import io.mapache.kafka.TopicFollower;
import io.mapache.trainer.datasets.kafka.ImageTopic;
import io.mapache.trainer.feedback.Judging;
import io.mapache.trainer.feedback.PredictionStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Brings predictions, and the labels of what was predicted, to where they are judged. */
public final class FeedbackTopics implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(FeedbackTopics.class);

  /** The view reads the same events and writes them to the disk. */
  private static final Duration BEHIND = Duration.ofSeconds(30);

  private final KafkaSettings settings;
  private final Judging judging;
  private final PredictionStore store;
  private final ImageTopic images;
  private final Supplier<Map<Integer, Long>> known;
  private TopicFollower predictions;
  private TopicFollower labels;
  private boolean closed;

  /**
   * @param known positions of the view: labels before them are in it, so the first start begins
   *     there
   */
  public FeedbackTopics(
      KafkaSettings settings,
      Judging judging,
      PredictionStore store,
      ImageTopic images,
      Supplier<Map<Integer, Long>> known) {
    this.settings = settings;
    this.judging = judging;
    this.store = store;
    this.images = images;
    this.known = known;
  }

  /** Returns at once. */
  public synchronized void start() {
    if (!closed) {
      Map<Integer, Long> labelled = store.positions(Topic.IMAGES);
      predictions = follow(Topic.PREDICTIONS, store.positions(Topic.PREDICTIONS), this::predicted);
      labels = follow(Topic.IMAGES, labelled.isEmpty() ? known.get() : labelled, this::labelled);
    }
  }

  private TopicFollower follow(
      Topic topic, Map<Integer, Long> from, TopicFollower.Handler handler) {
    TopicFollower follower = TopicFollower.start(settings, topic, from, handler);
    var unused =
        follower
            .caughtUp()
            .whenComplete(
                (caughtUp, failure) -> {
                  if (failure != null && !from.isEmpty()) {
                    rebuild(follower, failure);
                  }
                });
    return follower;
  }

  /**
   * Labels that have been through here do not come again, so the view has to have them, also where
   * it is being made anew.
   */
  private void predicted(List<Received> batch, Map<Integer, Long> next) throws Exception {
    images.await(store.positions(Topic.IMAGES), BEHIND);
    judging.predictions(events(batch), next);
  }

  private void labelled(List<Received> batch, Map<Integer, Long> next) throws Exception {
    images.await(next, BEHIND);
    judging.labels(events(batch), next);
  }

  private static List<Event> events(List<Received> batch) {
    return batch.stream().map(Received::event).toList();
  }

  /** What is kept was made from another log than this one, if nobody has closed it. */
  private void rebuild(TopicFollower failed, Throwable cause) {
    TopicFollower other;
    synchronized (this) {
      boolean current = failed == predictions || failed == labels;
      if (closed || !current) {
        return;
      }
      other = failed == predictions ? labels : predictions;
      predictions = null;
      labels = null;
    }
    LOG.warnf("predictions are judged anew from Kafka: %s", cause.getMessage());
    if (other != null) {
      other.close();
    }
    judging.clear();
    start();
  }

  public synchronized KafkaHealth health() {
    if (predictions == null || labels == null) {
      return new KafkaHealth(false, "not started");
    }
    return predictions.health().healthy() ? labels.health() : predictions.health();
  }

  @Override
  public void close() {
    TopicFollower first;
    TopicFollower second;
    synchronized (this) {
      closed = true;
      first = predictions;
      second = labels;
    }
    // Outside the lock: the followers' threads may be waiting for it.
    if (first != null) {
      first.close();
    }
    if (second != null) {
      second.close();
    }
  }
}
