package io.mapache.bench.serving;

import java.util.NavigableMap;
import java.util.TreeMap;

/** Since when the service answers with each version. */
final class Publications {

  private final NavigableMap<Long, Integer> versions = new TreeMap<>(); // by nanoTime

  /**
   * @param nanos since when, as {@link System#nanoTime}
   */
  void add(int version, long nanos) {
    versions.put(nanos, version);
  }

  int count() {
    return versions.size();
  }

  /** Answers to requests that were sent after a version served, by an older one. */
  long older(Answers answers) {
    return answers.all().stream()
        .filter(answer -> answer.status() == Answer.OK)
        .filter(answer -> answer.version() < servedAt(answer.sent()))
        .count();
  }

  private int servedAt(long nanos) {
    var latest = versions.floorEntry(nanos);
    return latest == null ? 0 : latest.getValue();
  }
}
