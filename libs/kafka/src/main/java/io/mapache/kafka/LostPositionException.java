package io.mapache.kafka;

/**
 * The topic ends before the position to read on from: it is not the topic that was read before (it
 * was deleted, or the broker lost its data), so the state that was made from it is wrong.
 */
final class LostPositionException extends RuntimeException {

  LostPositionException(String topic, int partition, long from, long end) {
    super(
        ("%s/%d ends at %d, but reading was to go on at %d: this is not the log that the state was made from."
                + " Restore Kafka's data, or delete this service's state so that it is built again.")
            .formatted(topic, partition, end, from));
  }
}
