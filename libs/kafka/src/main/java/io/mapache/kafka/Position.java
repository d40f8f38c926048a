package io.mapache.kafka;

/** Where one record stands in Kafka. */
public record Position(String topic, int partition, long offset) {

  @Override
  public String toString() {
    return topic + "/" + partition + "@" + offset;
  }
}
