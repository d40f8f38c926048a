package io.mapache.bench;

import io.mapache.bench.Jobs.Ran;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Json;
import io.mapache.contracts.dataset.Split;
import io.mapache.xception.weights.BaseWeights;
import io.mapache.xception.weights.WeightStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Real Keras and Mapache in turns, on one machine in one run. The frozen phase is timed from a list
 * of files to the trained head, decoding included, on caches that hold nothing but the downloaded
 * weights; the start of the process is not in it. Mapache's time includes the features of the
 * validation and test images, Keras' time nothing of these images.
 */
final class KerasBench {

  private final Scale scale;
  private final Keras keras;
  private final Jobs jobs;
  private final Path folder;
  private final String split;

  private final List<Measured> kerasFrozen = new ArrayList<>();
  private final List<Measured> kerasAugmented = new ArrayList<>();
  private final List<Measured> kerasPredict = new ArrayList<>();
  private final List<Measured> kerasFull = new ArrayList<>();
  private final List<Ran> cold = new ArrayList<>();
  private final List<Ran> stored = new ArrayList<>();
  private final List<Ran> variants = new ArrayList<>();
  private final List<Ran> fromBlock13 = new ArrayList<>();
  private final List<Measured> features = new ArrayList<>();
  private final List<Measured> full = new ArrayList<>();

  /**
   * How much is measured.
   *
   * @param turns of the measurements of speed, in each round
   * @param runs in each turn, each a number
   */
  private record Scale(int epochs, int tuningEpochs, int turns, int runs, int batches) {
    static final Scale WHOLE = new Scale(20, 5, 3, 3, 8);

    /** Shows that all parts work; its figures say nothing. */
    static final Scale QUICK = new Scale(2, 1, 1, 1, 1);
  }

  private KerasBench(Scale scale, Keras keras, Jobs jobs, Path folder, Path csv) {
    this.scale = scale;
    this.keras = keras;
    this.jobs = jobs;
    this.folder = folder;
    this.split = csv.toString();
  }

  static void run(Options options) throws Exception {
    boolean quick = options.has("quick");
    LabelledImages all = LabelledImages.of(options.folder("data"), SplitRule.COMMON);
    LabelledImages images = quick ? all.atMost(8) : all;
    Path folder = Folders.fresh(Options.scratch().resolve("keras"));
    Path csv = folder.resolve("split.csv");
    images.writeCsv(csv);
    WeightStore store = new WeightStore(Options.home());
    BaseWeights base = store.imageNet();
    store.keep(base);
    Path blobs = folder.resolve("blobs");
    KerasBench bench =
        new KerasBench(
            quick ? Scale.QUICK : Scale.WHOLE,
            Keras.installed(
                Options.home().resolve("weights").resolve(base.digest()),
                options.threads(),
                folder.resolve("keras.log")),
            new Jobs(
                folder, blobs, images.publish(new FolderBlobStore(blobs)), base, options.threads()),
            folder,
            csv);
    System.out.printf(
        "%s%n%d threads, %s: %s, %d px, batches of %d%n",
        Machine.described(),
        options.threads(),
        images.name(),
        images.counts(),
        NetworkSpeed.IMAGE_SIZE,
        NetworkSpeed.BATCH);
    for (int round = 0; round < options.number("rounds", 1); round++) {
      bench.round(round);
    }
    System.out.printf("%s%n%n", bench.kerasFrozen.get(0).versions());
    bench.print(images.counts().get(Split.TRAIN));
    Folders.delete(folder);
  }

  private void round(int round) throws Exception {
    frozenPhases(round);
    for (int turn = 0; turn < scale.turns(); turn++) {
      speeds();
    }
    String name = "block13-" + round;
    String recipe =
        """
        {"head": {"epochs": 1},
         "fineTune": {"from": "block13", "epochs": %d, "learningRate": 1e-5}}"""
            .formatted(scale.tuningEpochs());
    fromBlock13.add(jobs.train(name, jobs.coldHome(name), recipe));
  }

  private void frozenPhases(int round) throws Exception {
    String epochs = String.valueOf(scale.epochs());
    kerasFrozen.add(keras.measure("frozen", "--split", split, "--epochs", epochs));
    Path home = jobs.coldHome("features-" + round);
    cold.add(jobs.train("cold-" + round, home, frozen("features", "{}")));
    stored.add(jobs.train("stored-" + round, home, frozen("features", "{}")));
    kerasAugmented.add(keras.measure("frozen", "--split", split, "--epochs", epochs, "--augment"));
    String augment = "{\"horizontalFlip\": true, \"rotation\": 0.1, \"variants\": 4}";
    variants.add(
        jobs.train(
            "variants-" + round, jobs.coldHome("variants-" + round), frozen("variants", augment)));
  }

  private String frozen(String workflow, String augment) {
    return """
        {"head": {"epochs": %d, "workflow": "%s"}, "augment": %s, "fineTune": {"from": "none"}}"""
        .formatted(scale.epochs(), workflow, augment);
  }

  private void speeds() throws Exception {
    String runs = String.valueOf(scale.runs());
    String images = String.valueOf(scale.batches() * NetworkSpeed.BATCH);
    kerasPredict.add(keras.measure("predict", "--runs", runs, "--images", images));
    features.add(network("none", scale.batches()));
    int fewer = Math.max(1, scale.batches() / 2);
    String fewerImages = String.valueOf(fewer * NetworkSpeed.BATCH);
    kerasFull.add(keras.measure("full", "--runs", runs, "--images", fewerImages));
    full.add(network("all", fewer));
  }

  private Measured network(String from, int batches) throws Exception {
    List<String> lines =
        Child.java(
            folder.resolve("network.log"),
            Bench.class.getName(),
            "network",
            "--from",
            from,
            "--runs",
            String.valueOf(scale.runs()),
            "--batches",
            String.valueOf(batches),
            "--threads",
            String.valueOf(jobs.threads()));
    return Json.read(lines.get(lines.size() - 1), Measured.class);
  }

  private void print(int trained) throws IOException {
    double frozen = Measured.median(kerasFrozen, Measured::totalSeconds);
    double augmented = Measured.median(kerasAugmented, Measured::totalSeconds);
    double head = Measured.median(cold, Ran::secondsToHead);
    double fourVariants = Measured.median(variants, Ran::secondsToHead);
    double step = Measured.median(kerasFull, Measured::medianRate);
    double tuningEpoch =
        Measured.median(fromBlock13, ran -> ran.seconds("fine-tune") / scale.tuningEpochs());
    Table table = new Table("", "Keras", "Mapache", "times better", "target");
    String phase = "frozen phase, %d images, %d epochs".formatted(trained, scale.epochs());
    less(table, phase + ", s", frozen, head, "12");
    less(table, "  features stored", frozen, Measured.median(stored, Ran::secondsToHead), "60");
    less(table, "  4 variants", frozen, fourVariants, "4");
    less(table, "  4 variants; Keras augments, too", augmented, fourVariants, "");
    more(
        table,
        "predict / features, images/s",
        Measured.median(kerasPredict, Measured::medianRate),
        Measured.median(features, Measured::medianRate),
        "1.35");
    more(
        table,
        "step of the whole network, images/s",
        step,
        Measured.median(full, Measured::medianRate),
        "1.15");
    less(
        table,
        "  peak memory, GiB",
        Measured.median(kerasFull, Measured::peakGibibytes),
        Measured.median(full, Measured::peakGibibytes),
        "above 1");
    less(table, "epoch: whole network / from block13, s", trained / step, tuningEpoch, "4");
    System.out.println(table);
    Table accuracies = new Table("validation accuracy", "Keras", "Mapache");
    accuracies.row("frozen", exact(kerasFrozen.get(0).accuracy()), accuracy(cold.get(0)));
    accuracies.row(
        "frozen, augmented", exact(kerasAugmented.get(0).accuracy()), accuracy(variants.get(0)));
    System.out.println(accuracies);
    System.out.println("Seconds by stage, first round:");
    System.out.println("  Keras, frozen: " + kerasFrozen.get(0).seconds());
    System.out.println("  Keras, frozen, augmented: " + kerasAugmented.get(0).seconds());
    System.out.println("  Mapache, features: " + cold.get(0).result().seconds());
    System.out.println("  Mapache, features stored: " + stored.get(0).result().seconds());
    System.out.println("  Mapache, variants: " + variants.get(0).result().seconds());
    System.out.printf(
        "  Mapache, from block13, %d epochs: %s%n",
        scale.tuningEpochs(), fromBlock13.get(0).result().seconds());
  }

  private static void less(Table table, String name, double theirs, double ours, String target) {
    table.row(name, theirs, ours, theirs / ours, target);
  }

  private static void more(Table table, String name, double theirs, double ours, String target) {
    table.row(name, theirs, ours, ours / theirs, target);
  }

  private static String accuracy(Ran ran) {
    return exact(ran.result().candidates().get(0).validation().accuracy());
  }

  private static String exact(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }
}
