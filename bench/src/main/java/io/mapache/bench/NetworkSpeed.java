package io.mapache.bench;

import io.mapache.contracts.Json;
import io.mapache.models.Head;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import io.mapache.xception.finetuning.FineTuneFrom;
import io.mapache.xception.finetuning.FineTuning;
import io.mapache.xception.finetuning.ResidentMemory;
import io.mapache.xception.finetuning.Settings;
import io.mapache.xception.onnx.XceptionGraph;
import io.mapache.xception.weights.BaseWeights;
import io.mapache.xception.weights.WeightStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Images per second of what a training spends its time on: the features of the frozen base, and one
 * step of fine-tuning. Random pixels, the network of the guide: 150 pixels, batches of 32.
 */
final class NetworkSpeed {

  static final int IMAGE_SIZE = 150;
  static final int BATCH = 32;
  private static final int CLASSES = 2;

  private final BaseWeights base;
  private final int threads;
  private final int runs;
  private final int batches;
  private final Random random = new Random(1);

  /**
   * @param batches in a run, whose rate is one number
   */
  NetworkSpeed(BaseWeights base, int threads, int runs, int batches) {
    this.base = base;
    this.threads = threads;
    this.runs = runs;
    this.batches = batches;
  }

  /** A process that measures one thing: prints a {@link Measured} as JSON. */
  static void run(Options options) throws Exception {
    NetworkSpeed speed =
        new NetworkSpeed(
            new WeightStore(Options.home()).imageNet(),
            options.threads(),
            options.number("runs", 5),
            options.number("batches", 4));
    String from = options.text("from", "none");
    List<Double> rates =
        from.equals("none") ? speed.features() : speed.steps(FineTuneFrom.of(from));
    System.out.println(Json.text(Measured.ofRates(rates, ResidentMemory.peak().orElse(0))));
  }

  List<Double> features() throws Exception {
    Path file = Files.createTempFile("base", ".onnx");
    try {
      XceptionGraph.write(base, IMAGE_SIZE, file);
      try (BaseSession session = BaseSession.loadForBatches(file, threads)) {
        FloatBuffer images = random(BATCH * IMAGE_SIZE * IMAGE_SIZE * 3, 255);
        FloatBuffer features = session.buffer(Names.FEATURES, BATCH);
        return rates(() -> session.features(images, BATCH, features));
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  List<Double> steps(FineTuneFrom from) throws Exception {
    Settings settings = new Settings(IMAGE_SIZE, 1e-5, 0.2, 1, threads, "cpu");
    try (FineTuning tuning = FineTuning.start(base, Head.fresh(CLASSES, 1), from, settings)) {
      // Stored inputs of a block are small numbers around 0; images are 0 to 255.
      FloatBuffer batch = random(BATCH * tuning.exampleSize(), from.readsImages() ? 255 : 1);
      int[] labels = random.ints(BATCH, 0, CLASSES).toArray();
      return rates(() -> tuning.step(batch, labels));
    }
  }

  private interface Work {
    void onBatch() throws Exception;
  }

  private List<Double> rates(Work work) throws Exception {
    work.onBatch();
    work.onBatch();
    List<Double> rates = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      for (int batch = 0; batch < batches; batch++) {
        work.onBatch();
      }
      rates.add(batches * BATCH / ((System.nanoTime() - start) / 1e9));
    }
    return rates;
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
