package io.mapache.kafka;

import io.mapache.contracts.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** One Kafka consumer on all partitions of one topic. One thread, but for {@link #wakeup}. */
final class TopicReader implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final String topic;
  private final Consumer<String, byte[]> consumer;

  TopicReader(KafkaSettings settings, Topic topic) {
    this.topic = topic.topicName();
    this.consumer =
        new KafkaConsumer<>(
            ClientConfig.follower(settings, this.topic),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * Takes all partitions of the topic. Asks for the list of all topics: a question about one that
   * is missing is answered by an empty list and a warning in the log.
   *
   * @return false if there is no such topic yet
   */
  boolean assign() {
    List<PartitionInfo> partitions = consumer.listTopics().get(topic);
    if (partitions == null || partitions.isEmpty()) {
      return false;
    }
    consumer.assign(
        partitions.stream().map(info -> new TopicPartition(topic, info.partition())).toList());
    return true;
  }

  /**
   * Where the topic ends now, by partition; the reader is set to {@code from}, or to the beginning
   * of partitions that are not named.
   *
   * @throws LostPositionException if the topic ends before {@code from}
   */
  Map<Integer, Long> seek(Map<Integer, Long> from) {
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(consumer.assignment());
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    Map<Integer, Long> end = new TreeMap<>();
    beginnings.forEach(
        (partition, beginning) -> {
          long start = from.getOrDefault(partition.partition(), beginning);
          if (start > ends.get(partition)) {
            throw new LostPositionException(
                topic, partition.partition(), start, ends.get(partition));
          }
          if (start < beginning && from.containsKey(partition.partition())) {
            LOG.warnf(
                "%s: offsets %d to %d are gone (the topic's retention is shorter than the pause); reading on at %d",
                partition, start, beginning - 1, beginning);
          }
          consumer.seek(partition, Math.max(start, beginning));
          end.put(partition.partition(), ends.get(partition));
        });
    return end;
  }

  ConsumerRecords<String, byte[]> poll() {
    return consumer.poll(POLL);
  }

  /** The next offset of every partition: after the last record that {@link #poll} returned. */
  Map<Integer, Long> next() {
    Map<Integer, Long> next = new TreeMap<>();
    consumer
        .assignment()
        .forEach(partition -> next.put(partition.partition(), consumer.position(partition)));
    return next;
  }

  /** A follower always has a fetch under way, so no connection means that Kafka is not there. */
  boolean connected() {
    Optional<? extends Metric> connections =
        consumer.metrics().entrySet().stream()
            .filter(
                metric ->
                    metric.getKey().name().equals("connection-count")
                        && metric.getKey().group().equals("consumer-metrics"))
            .map(Map.Entry::getValue)
            .findFirst();
    return connections.isPresent() && ((Number) connections.get().metricValue()).doubleValue() > 0;
  }

  /** Ends a call that is under way in the reader's thread with a WakeupException. */
  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
