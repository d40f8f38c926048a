package io.mapache.trainer.journal.kafka;

import io.mapache.contracts.Topic;
import io.mapache.contracts.event.Event;
import io.mapache.kafka.KafkaHealth;
import io.mapache.kafka.KafkaSettings;
import io.mapache.kafka.Position;
import io.mapache.kafka.TopicFollower;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The topics that the trainer keeps in memory, each read from its beginning at every start and
 * folded as it grows.
 */
public final class Folds implements AutoCloseable {

  private final KafkaSettings settings;
  private final Map<Topic, Consumer<Event>> folds;
  private final Map<Topic, TopicFollower> followers = new EnumMap<>(Topic.class);

  /**
   * @param folds called on a thread per topic, one event after the other
   */
  public Folds(KafkaSettings settings, Map<Topic, Consumer<Event>> folds) {
    this.settings = settings;
    this.folds = new EnumMap<>(folds);
  }

  /** Completes when all that the topics hold now is folded. */
  public synchronized CompletionStage<Void> start() {
    folds.forEach(
        (topic, fold) ->
            followers.put(
                topic,
                TopicFollower.start(
                    settings,
                    topic,
                    Map.of(),
                    (batch, next) -> batch.forEach(it -> fold.accept(it.event())))));
    return CompletableFuture.allOf(
        followers.values().stream()
            .map(follower -> follower.caughtUp().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new));
  }

  /** Completes when the event at this position is folded. */
  CompletionStage<Void> folded(Topic topic, Position position) {
    TopicFollower follower;
    synchronized (this) {
      follower = followers.get(topic);
    }
    return follower == null
        ? CompletableFuture.failedFuture(
            new IllegalStateException(topic.topicName() + " is not followed"))
        : follower.reached(Map.of(position.partition(), position.offset() + 1));
  }

  public synchronized KafkaHealth health() {
    return followers.values().stream()
        .map(TopicFollower::health)
        .filter(health -> !health.healthy())
        .findFirst()
        .orElseGet(() -> new KafkaHealth(!followers.isEmpty(), "following"));
  }

  @Override
  public synchronized void close() {
    followers.values().forEach(TopicFollower::close);
  }
}
