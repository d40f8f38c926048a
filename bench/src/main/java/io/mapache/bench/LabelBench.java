package io.mapache.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.bench.Stack.Labelled;
import io.mapache.contracts.Digest;
import io.mapache.models.Head;
import io.mapache.training.features.FeatureStore;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;

/**
 * Label to served: how long from the last of some new labels, stored, to the first answer of a
 * version that knows them. Needs a running stack.
 */
final class LabelBench {

  private static final List<String> LABELS = List.of("left", "right");

  /** New heads come at most so often. */
  private static final Duration COOLDOWN = Duration.ofSeconds(6);

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(20);

  private static final String FULL = "{\"fineTune\":{\"from\":\"block14\",\"epochs\":1}}";
  private static final String FAST = "{\"fineTune\":{\"from\":\"none\"}}";

  private final Stack stack = Stack.fromEnvironment();
  private final Random random = new Random();
  private final String dataset;
  private final int known;
  private final int fresh;

  private LabelBench(String dataset, int known, int fresh) {
    this.dataset = dataset;
    this.known = known;
    this.fresh = fresh;
  }

  static void run(Options options) throws IOException, InterruptedException {
    String fresh = "bench-" + Long.toString(System.currentTimeMillis(), 36);
    LabelBench bench =
        new LabelBench(
            options.text("dataset", fresh),
            options.number("known", 1200),
            options.number("new", 50));
    int rounds = options.number("rounds", 3);
    System.out.println(Machine.described());
    Table table = new Table("round", "label to served s", "waiting s", "training s", "serving s");
    if (options.has("generated")) {
      bench.knowGenerated(options.path("home", Options.home()));
    } else if (bench.dataset.equals(fresh)) {
      bench.know();
    }
    for (int round = 1; round <= rounds; round++) {
      bench.round(round, table, options.has("generated"));
    }
    System.out.printf(
        "%d images known, %d new labels a round%n%s", bench.known, bench.fresh, table);
  }

  /** All images go through the base once, in a training that fine-tunes. */
  private void know() throws IOException, InterruptedException {
    stack.define(dataset, "{\"trigger\":{\"enabled\":false}}");
    stack.upload(dataset, pictures(known, 160));
    stack.await(stack.train(dataset, FULL));
    stack.define(dataset, "{\"trigger\":{\"minNew\":%d}}".formatted(fresh));
  }

  /** Images of a few pixels, whose features are drawn and put into the store. */
  private void knowGenerated(Path home) throws IOException, InterruptedException {
    stack.define(dataset, "{\"trigger\":{\"enabled\":false}}");
    stack.define(dataset + "-base", "{\"trigger\":{\"enabled\":false}}");
    stack.upload(dataset + "-base", pictures(80, 160));
    JsonNode small = stack.await(stack.train(dataset + "-base", FAST));
    String base = small.path("candidates").path(0).path("base").asText();
    Path features = home.resolve("features").resolve(base).resolve("plain");
    int batch = 1_000;
    for (int first = 0; first < known; first += batch) {
      List<Labelled> pictures = pictures(Math.min(batch, known - first), 16);
      stack.upload(dataset, pictures);
      try (FeatureStore store = FeatureStore.open(features, Head.FEATURES)) {
        store.add(
            pictures.stream().map(picture -> Digest.of(picture.image())).toList(), drawn(pictures));
      }
    }
    stack.await(stack.train(dataset, FAST));
  }

  private void round(int round, Table table, boolean byHand)
      throws IOException, InterruptedException {
    List<Labelled> news = pictures(fresh, 160);
    byte[] question = news.get(0).image();
    LockSupport.parkNanos(COOLDOWN.toNanos());
    int version = newerThan(0, question);
    stack.upload(dataset, news);
    Instant stored = Instant.now();
    if (byHand) {
      var unused = stack.train(dataset, FAST);
    }
    var unused = newerThan(version, question);
    Instant served = Instant.now();
    JsonNode training = stack.trainings().path(0);
    Instant started = Instant.parse(training.path("startedAt").asText());
    Instant ended = Instant.parse(training.path("endedAt").asText());
    table.row(
        round,
        seconds(stored, served),
        seconds(stored, started),
        seconds(started, ended),
        seconds(ended, served));
    System.out.println(training.path("seconds"));
  }

  /** Waits for an answer of a version behind this one; which it is. */
  private int newerThan(int version, byte[] question) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    int answering = stack.answering(dataset, question);
    while (answering <= version) {
      if (Instant.now().isAfter(end)) {
        throw new IOException("no new version answers: " + stack.trainings().path(0));
      }
      LockSupport.parkNanos(LOOK.toNanos());
      answering = stack.answering(dataset, question);
    }
    return answering;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1e3;
  }

  /** Half of them bright on the left, half on the right, under noise. */
  private List<Labelled> pictures(int count, int size) throws IOException {
    List<Labelled> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int side = i % LABELS.size();
      BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
      Graphics2D canvas = image.createGraphics();
      canvas.setColor(Color.getHSBColor(random.nextFloat(), 0.5f, 0.9f));
      canvas.fillRect(side * size / 2, 0, size / 2, size);
      canvas.dispose();
      for (int dot = 0; dot < size; dot++) {
        image.setRGB(random.nextInt(size), random.nextInt(size), random.nextInt(1 << 24));
      }
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(image, "png", png);
      pictures.add(new Labelled(png.toByteArray(), LABELS.get(side)));
    }
    return pictures;
  }

  /** Two clouds: the features of each label are larger in a half of their own. */
  private FloatBuffer drawn(List<Labelled> pictures) {
    FloatBuffer rows = FloatBuffer.allocate(pictures.size() * Head.FEATURES);
    for (Labelled picture : pictures) {
      int half = LABELS.indexOf(picture.label());
      for (int i = 0; i < Head.FEATURES; i++) {
        float shift = i % LABELS.size() == half ? 0.1f : 0;
        rows.put(shift + (float) Math.abs(random.nextGaussian()) * 0.4f);
      }
    }
    return rows.flip();
  }
}
