package io.mapache.trainer.datasets.kafka;

import io.mapache.contracts.Topic;
import io.mapache.kafka.KafkaHealth;
import io.mapache.kafka.KafkaSettings;
import io.mapache.kafka.KafkaUnavailableException;
import io.mapache.kafka.Received;
import io.mapache.kafka.TopicFollower;
import io.mapache.trainer.datasets.CatchUp;
import io.mapache.trainer.datasets.DatasetView;
import io.mapache.trainer.datasets.ImageEvent;
import io.mapache.trainer.journal.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Brings {@code mapache.images} into the view, from where the view has got to. */
public final class ImageTopic implements CatchUp, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ImageTopic.class);

  private final KafkaSettings settings;
  private final DatasetView view;
  private TopicFollower follower;
  private boolean closed;

  public ImageTopic(KafkaSettings settings, DatasetView view) {
    this.settings = settings;
    this.view = view;
  }

  /** Returns at once. */
  public synchronized void start() {
    if (!closed) {
      follow(view.positions());
    }
  }

  private void follow(Map<Integer, Long> from) {
    TopicFollower started = TopicFollower.start(settings, Topic.IMAGES, from, this::apply);
    follower = started;
    var unused =
        started
            .caughtUp()
            .whenComplete(
                (caughtUp, failure) -> {
                  if (failure != null) {
                    rebuild(failure);
                  }
                });
  }

  /**
   * The view was made from another log than this one, if nobody has closed it. It holds nothing
   * that Kafka does not.
   */
  private synchronized void rebuild(Throwable cause) {
    if (!closed && !view.positions().isEmpty()) {
      LOG.warnf("the view of the images is made anew from Kafka: %s", cause.getMessage());
      view.clear();
      follow(Map.of());
    }
  }

  private void apply(List<Received> batch, Map<Integer, Long> next) {
    view.apply(
        batch.stream()
            .map(
                it -> new ImageEvent(it.event(), it.position().partition(), it.position().offset()))
            .toList(),
        next);
  }

  @Override
  public void await(Duration atMost) throws InterruptedException {
    try {
      await(started().endOffsets(), atMost);
    } catch (KafkaUnavailableException e) {
      throw late(e);
    }
  }

  /**
   * Returns when every event before these offsets is in the view.
   *
   * @throws UnavailableException if that takes longer
   */
  public void await(Map<Integer, Long> positions, Duration atMost) throws InterruptedException {
    try {
      started()
          .reached(positions)
          .toCompletableFuture()
          .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw late(e);
    }
  }

  private static UnavailableException late(Exception e) {
    return new UnavailableException(
        "the view of the images is not as new as Kafka: " + e.getMessage(), e);
  }

  /** Events that Kafka has and the view has not. */
  public long lag() {
    Map<Integer, Long> positions = view.positions();
    return started().endOffsets().entrySet().stream()
        .mapToLong(end -> end.getValue() - positions.getOrDefault(end.getKey(), 0L))
        .sum();
  }

  public synchronized KafkaHealth health() {
    return follower == null ? new KafkaHealth(false, "not started") : follower.health();
  }

  private synchronized TopicFollower started() {
    if (follower == null) {
      throw new UnavailableException("the image topic is not followed yet", null);
    }
    return follower;
  }

  @Override
  public void close() {
    TopicFollower last;
    synchronized (this) {
      closed = true;
      last = follower;
    }
    // Outside the lock: the follower's thread may be waiting for it.
    if (last != null) {
      last.close();
    }
  }
}
