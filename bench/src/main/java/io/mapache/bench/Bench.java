package io.mapache.bench;

import io.mapache.bench.serving.ServeBench;
import java.util.Arrays;

/** Entry of {@code bench/run}: what to measure, then its options. */
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    String which = arguments.length == 0 ? "" : arguments[0];
    Options options =
        Options.parse(
            Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length));
    switch (which) {
      case "serve" -> ServeBench.run(options);
      case "training" -> TrainingBench.run(options);
      case "large" -> LargeDataBench.run(options);
      case "network" -> NetworkSpeed.run(options);
      case "keras" -> KerasBench.run(options);
      case "accuracy" -> AccuracyBench.run(options);
      case "label" -> LabelBench.run(options);
      default -> {
        System.err.println(
            "bench: '"
                + which
                + "' (expected: serve, training, large, network, keras, accuracy or label)");
        System.exit(2);
      }
    }
  }
}
