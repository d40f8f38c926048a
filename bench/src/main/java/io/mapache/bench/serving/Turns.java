package io.mapache.bench.serving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures several things round by round, and every other round in the other order, so that a busy
 * moment of the machine meets all of them.
 */
final class Turns {

  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final Map<String, List<Answers>> outcomes = new LinkedHashMap<>();

  Turns with(String name, Run run) {
    runs.put(name, run);
    outcomes.put(name, new ArrayList<>());
    return this;
  }

  Turns take(int rounds) throws IOException {
    List<String> order = new ArrayList<>(runs.keySet());
    for (int round = 0; round < rounds; round++) {
      for (String name : order) {
        outcomes.get(name).add(runs.get(name).round(round));
      }
      Collections.reverse(order);
    }
    return this;
  }

  /** Of all rounds. */
  Answers of(String name) {
    return outcomes.get(name).stream().reduce(Answers.none(), Answers::and);
  }

  /** The median of the rounds. */
  double median(String name, ToDoubleFunction<Answers> number) {
    return Sample.of(outcomes.get(name).stream().mapToDouble(number)).median();
  }

  interface Run {
    Answers round(int round) throws IOException;
  }
}
