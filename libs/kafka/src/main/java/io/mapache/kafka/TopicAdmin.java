package io.mapache.kafka;

import io.mapache.contracts.Topic;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics. */
public final class TopicAdmin {

  private TopicAdmin() {}

  /**
   * Creates what is missing and leaves what is there as it is; several processes may do it at once.
   * Blocks for at most 5 s.
   *
   * @throws KafkaUnavailableException if Kafka does not answer, or refuses
   */
  public static void ensure(KafkaSettings settings, Collection<Topic> topics) {
    try (Admin admin = Admin.create(ClientConfig.admin(settings))) {
      Map<String, KafkaFuture<Void>> creations =
          admin.createTopics(topics.stream().map(TopicAdmin::newTopic).toList()).values();
      for (KafkaFuture<Void> creation : creations.values()) {
        awaitUnlessThere(creation);
      }
    } catch (ExecutionException | RuntimeException e) {
      throw new KafkaUnavailableException(
          "topics were not created on %s: %s. Is the broker running? KAFKA_BOOTSTRAP_SERVERS names it."
              .formatted(settings.bootstrapServers(), e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaUnavailableException("interrupted while topics were created", e);
    }
  }

  private static NewTopic newTopic(Topic topic) {
    // No replication factor: the broker's default fits one node and three.
    return new NewTopic(topic.topicName(), Optional.of(topic.partitions()), Optional.empty())
        .configs(topic.configuration());
  }

  private static void awaitUnlessThere(KafkaFuture<Void> creation)
      throws ExecutionException, InterruptedException {
    try {
      creation.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
