package io.mapache.cli.demo;

import io.mapache.cli.terminal.Stopwatch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Seconds by stage, in the order in which they came. */
final class Stages {

  private final Map<String, Double> seconds = new LinkedHashMap<>();

  <T> T time(String stage, Supplier<T> work) {
    Stopwatch watch = Stopwatch.started();
    try {
      return work.get();
    } finally {
      seconds.merge(stage, watch.seconds(), Double::sum);
    }
  }

  Map<String, Double> seconds() {
    return seconds;
  }

  double total() {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  String words() {
    StringBuilder words = new StringBuilder();
    seconds.forEach(
        (stage, s) -> words.append(stage).append(' ').append(Stopwatch.words(s)).append(", "));
    return words + Stopwatch.words(total()) + " in all";
  }
}
