package io.mapache.kafka;

import io.mapache.contracts.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Where a topic ends. */
final class TopicEnd {

  private TopicEnd() {}

  /** By partition, the offset that the next record will get. */
  static Map<Integer, Long> now(KafkaSettings settings, Topic topic) {
    String name = topic.topicName();
    try (Admin admin = Admin.create(ClientConfig.admin(settings))) {
      TopicDescription description =
          admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
      Map<TopicPartition, OffsetSpec> question =
          description.partitions().stream()
              .map(partition -> new TopicPartition(name, partition.partition()))
              .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
      Map<Integer, Long> end = new TreeMap<>();
      admin
          .listOffsets(question)
          .all()
          .get()
          .forEach((partition, answer) -> end.put(partition.partition(), answer.offset()));
      return end;
    } catch (ExecutionException | RuntimeException e) {
      throw new KafkaUnavailableException(
          "the end of %s is not known: %s".formatted(name, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaUnavailableException("interrupted while asking for the end of " + name, e);
    }
  }
}
