package io.mapache.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which events are on their way, and so how far each partition may be committed: up to the first of
 * them. Thread-safe.
 */
final class Unfinished {

  private static final class Track {
    final TreeSet<Long> open = new TreeSet<>();
    long next;
    long told = -1;

    long safe() {
      return open.isEmpty() ? next : open.first();
    }
  }

  private final Map<TopicPartition, Track> tracks = new HashMap<>();

  synchronized void begin(TopicPartition partition, long offset) {
    Track track = tracks.computeIfAbsent(partition, fresh -> new Track());
    track.open.add(offset);
    track.next = offset + 1;
  }

  /** Of a partition that was given away it means nothing. */
  synchronized void end(TopicPartition partition, long offset) {
    Track track = tracks.get(partition);
    if (track != null) {
      track.open.remove(offset);
    }
  }

  synchronized int count() {
    return tracks.values().stream().mapToInt(track -> track.open.size()).sum();
  }

  /** What may be committed and was not told before. */
  synchronized Map<TopicPartition, OffsetAndMetadata> done() {
    Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    tracks.forEach(
        (partition, track) -> {
          if (track.safe() != track.told) {
            track.told = track.safe();
            done.put(partition, new OffsetAndMetadata(track.safe()));
          }
        });
    return done;
  }

  /** All that may be committed. */
  synchronized Map<TopicPartition, OffsetAndMetadata> safe() {
    Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>();
    tracks.forEach((partition, track) -> safe.put(partition, new OffsetAndMetadata(track.safe())));
    return safe;
  }

  synchronized void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(tracks::remove);
  }

  synchronized void forgetAll() {
    tracks.clear();
  }
}
