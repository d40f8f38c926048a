package io.mapache.bench;

import java.util.Arrays;

/** Entry of {@code bench/run}: {@code predict} or {@code training}, then their options. */
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    String which = arguments.length == 0 ? "" : arguments[0];
    Options options =
        Options.parse(
            Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length));
    switch (which) {
      case "predict" -> PredictBench.run(options);
      case "training" -> TrainingBench.run(options);
      default -> {
        System.err.println("bench: '" + which + "' (expected: predict or training)");
        System.exit(2);
      }
    }
  }
}
