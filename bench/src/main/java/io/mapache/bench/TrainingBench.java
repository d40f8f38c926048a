package io.mapache.bench;

import io.mapache.xception.finetuning.FineTuneFrom;
import io.mapache.xception.weights.WeightStore;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/** {@link NetworkSpeed} of the frozen base, of the last blocks on stored inputs, of everything. */
final class TrainingBench {

  private TrainingBench() {}

  static void run(Options options) throws Exception {
    int rounds = options.number("rounds", 5);
    System.out.printf(
        "%s%n%d threads, %d px, batches of %d, median of %d rounds%n%n",
        Machine.described(),
        options.threads(),
        NetworkSpeed.IMAGE_SIZE,
        NetworkSpeed.BATCH,
        rounds);
    NetworkSpeed speed =
        new NetworkSpeed(new WeightStore(Options.home()).imageNet(), options.threads(), rounds, 4);
    Table table = new Table("training", "images/s", "min", "max", "peak memory so far");
    row(table, "features, frozen base", speed.features());
    row(table, "fine-tune step from block13", speed.steps(FineTuneFrom.of("block13")));
    row(table, "fine-tune step of everything", speed.steps(FineTuneFrom.ALL));
    System.out.println(table);
  }

  private static void row(Table table, String name, List<Double> rates) throws IOException {
    table.row(
        name,
        Measured.median(rates),
        Collections.min(rates),
        Collections.max(rates),
        Machine.peakMemory());
  }
}
