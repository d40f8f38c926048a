package io.mapache.bench;

import io.mapache.models.Head;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import io.mapache.xception.finetuning.FineTuneFrom;
import io.mapache.xception.finetuning.FineTuning;
import io.mapache.xception.finetuning.Settings;
import io.mapache.xception.onnx.XceptionGraph;
import io.mapache.xception.weights.BaseWeights;
import io.mapache.xception.weights.WeightStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Images per second of what a training spends its time on: the features of the frozen base, and one
 * step of fine-tuning, of the last blocks on stored inputs and of everything. Random pixels, the
 * network of the guide: 150 pixels, batches of 32.
 */
final class TrainingBench {

  private static final int IMAGE_SIZE = 150;
  private static final int BATCH = 32;
  private static final int CLASSES = 2;

  private final BaseWeights base;
  private final int threads;
  private final int rounds;
  private final Random random = new Random(1);

  private TrainingBench(BaseWeights base, int threads, int rounds) {
    this.base = base;
    this.threads = threads;
    this.rounds = rounds;
  }

  static void run(Options options) throws Exception {
    TrainingBench bench =
        new TrainingBench(
            new WeightStore(Options.home()).imageNet(),
            options.number("threads", Runtime.getRuntime().availableProcessors()),
            options.number("rounds", 5));
    System.out.printf(
        "%s%n%d threads, %d px, batches of %d, median of %d rounds%n%n",
        Machine.described(), bench.threads, IMAGE_SIZE, BATCH, bench.rounds);
    Table table = new Table("training", "images/s", "min", "max", "peak memory so far");
    bench.features(table);
    bench.step(table, "fine-tune step from block13", FineTuneFrom.of("block13"));
    bench.step(table, "fine-tune step of everything", FineTuneFrom.ALL);
    System.out.println(table);
  }

  private void features(Table table) throws Exception {
    Path file = Files.createTempFile("base", ".onnx");
    try {
      XceptionGraph.write(base, IMAGE_SIZE, file);
      try (BaseSession session = BaseSession.load(file, threads)) {
        FloatBuffer images = random(BATCH * IMAGE_SIZE * IMAGE_SIZE * 3, 255);
        FloatBuffer features = session.buffer(Names.FEATURES, BATCH);
        measure(
            table,
            "features, frozen base",
            () -> {
              for (int batch = 0; batch < 4; batch++) {
                session.features(images, BATCH, features);
              }
              return 4 * BATCH;
            });
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void step(Table table, String name, FineTuneFrom from) throws Exception {
    Settings settings = new Settings(IMAGE_SIZE, 1e-5, 0.2, 1, threads, "cpu");
    try (FineTuning tuning = FineTuning.start(base, Head.fresh(CLASSES, 1), from, settings)) {
      // Stored inputs of a block are small numbers around 0; images are 0 to 255.
      FloatBuffer batch = random(BATCH * tuning.exampleSize(), from.readsImages() ? 255 : 1);
      int[] labels = random.ints(BATCH, 0, CLASSES).toArray();
      measure(
          table,
          name,
          () -> {
            tuning.step(batch, labels);
            return BATCH;
          });
    }
  }

  private interface Work {
    /** Images done. */
    int run() throws Exception;
  }

  private void measure(Table table, String name, Work work) throws Exception {
    work.run();
    work.run();
    double[] rates = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      int images = work.run();
      rates[round] = images / ((System.nanoTime() - start) / 1e9);
    }
    Arrays.sort(rates);
    table.row(name, rates[rounds / 2], rates[0], rates[rounds - 1], Machine.peakMemory());
  }

  private FloatBuffer random(int length, float scale) {
    FloatBuffer numbers =
        ByteBuffer.allocateDirect(length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int i = 0; i < length; i++) {
      numbers.put(i, random.nextFloat() * scale);
    }
    return numbers;
  }
}
