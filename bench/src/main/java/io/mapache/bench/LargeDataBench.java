package io.mapache.bench;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.manifest.ManifestEntry;
import io.mapache.contracts.manifest.ManifestHeader;
import io.mapache.contracts.manifest.ManifestWriter;
import io.mapache.models.Head;
import io.mapache.training.digests.DigestList;
import io.mapache.training.features.FeatureFolders;
import io.mapache.training.features.FeatureStore;
import io.mapache.training.features.Variant;
import io.mapache.training.images.ImageBatches;
import io.mapache.training.images.Pictures;
import io.mapache.training.images.Transform;
import io.mapache.training.process.Cancellation;
import io.mapache.training.rows.Rows;
import io.mapache.training.snapshot.Snapshot;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * The way of very many images, without the network: manifest, decoding, resize, feature store
 * within its limit, rows of all of them. Images are drawn, 32 pixels; in place of features their
 * first 2,048 numbers are kept. Each step prints its memory, which must not grow with the images
 * but by some 80 bytes of heap each.
 */
final class LargeDataBench {

  private static final int DRAWN = 32;
  private static final int IMAGE_SIZE = 71;
  private static final int BATCH = 64;
  private static final int NEW = 50;
  private static final List<String> CLASSES = List.of("a", "b");
  private static final Digest BASE = Digest.of("no base");

  private final Path folder;
  private final int images;
  private final int threads;
  private final FolderBlobStore blobs;
  private final Table table =
      new Table("step", "seconds", "images/s", "heap peak, MB", "resident peak");

  private LargeDataBench(Path folder, int images, int threads) {
    this.folder = folder;
    this.images = images;
    this.threads = threads;
    this.blobs = new FolderBlobStore(folder.resolve("blobs"));
  }

  static void run(Options options) throws Exception {
    ImageIO.setUseCache(false);
    Path folder = Files.createTempDirectory("mapache-large");
    try {
      LargeDataBench bench =
          new LargeDataBench(
              folder,
              options.number("images", 200_000),
              options.number("threads", Runtime.getRuntime().availableProcessors()));
      System.out.printf(
          "%s%n%d images, %d threads, heap of at most %d MB%n%n",
          Machine.described(),
          bench.images,
          bench.threads,
          Runtime.getRuntime().maxMemory() / 1_000_000);
      bench.all();
      System.out.println(bench.table);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  private <T> T step(String name, int count, Step<T> step) throws IOException {
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = System.nanoTime();
    T result = step.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    table.row(name, seconds, count / seconds, peak / 1e6, Machine.peakMemory());
    return result;
  }

  private void all() throws IOException {
    Digest manifest = step("draw, write manifest", images, this::draw);
    Snapshot snapshot = step("read manifest", images, () -> Snapshot.read(blobs, manifest));
    DigestList all = new DigestList();
    for (Split split : Split.values()) {
      all.addAll(Snapshot.images(snapshot.samples(split)));
    }
    FeatureFolders folders =
        new FeatureFolders(folder.resolve("features"), FeatureFolders.MOST_BYTES);
    step("decode, resize, store but " + NEW, images - NEW, () -> store(folders, all, images - NEW));
    step("the same, " + NEW + " new", NEW, () -> store(folders, all, images));
    Rows rows = step("find again", images, () -> store(folders, all, images));
    step("read rows, shuffled", images, () -> shuffled(rows));
  }

  private Digest draw() throws IOException {
    List<Digest> drawn = new ArrayList<>();
    Random random = new Random(1);
    BufferedImage image = new BufferedImage(DRAWN, DRAWN, BufferedImage.TYPE_INT_RGB);
    int[] pixels = new int[DRAWN * DRAWN];
    for (int i = 0; i < images; i++) {
      int colour = random.nextInt(1 << 24);
      for (int at = 0; at < pixels.length; at++) {
        pixels[at] = colour + at % DRAWN * (i % 7) + i;
      }
      image.setRGB(0, 0, DRAWN, DRAWN, pixels, 0, DRAWN);
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(image, "png", png);
      drawn.add(write(png.toByteArray()));
    }
    Path text = folder.resolve("manifest");
    ManifestHeader header =
        new ManifestHeader("drawn", null, Map.of(), CLASSES, Map.of(), ManifestHeader.RULES);
    Digest manifest;
    try (OutputStream out = Files.newOutputStream(text);
        ManifestWriter writer = new ManifestWriter(out, header)) {
      for (Digest digest : drawn.stream().sorted().distinct().toList()) {
        int number = digest.hex().charAt(0);
        Split split = number % 8 == 0 ? Split.VALIDATION : Split.TRAIN;
        writer.write(new ManifestEntry(digest, CLASSES.get(digest.hex().charAt(1) % 2), split));
      }
      manifest = writer.finish();
    }
    blobs.put(BlobKind.MANIFEST, text);
    return manifest;
  }

  /**
   * Where the blob store looks for it; not forced to the disk as the store does, which takes ms.
   */
  private Digest write(byte[] png) throws IOException {
    Digest digest = Digest.of(png);
    String hex = digest.hex();
    Path blob =
        folder
            .resolve("blobs/images")
            .resolve(hex.substring(0, 2))
            .resolve(hex.substring(2, 4))
            .resolve(hex);
    Files.createDirectories(blob.getParent());
    Files.write(blob, png);
    return digest;
  }

  private Rows store(FeatureFolders folders, List<Digest> all, int count) throws IOException {
    List<Digest> wanted = all.subList(0, Math.min(count, all.size()));
    try (FeatureFolders.Use use = folders.use(BASE, Variant.PLAIN);
        FeatureStore store = FeatureStore.open(use.folder(), Head.FEATURES);
        ImageBatches batches =
            new ImageBatches(
                new Pictures(blobs),
                IMAGE_SIZE,
                BATCH,
                threads,
                Transform.NONE,
                new Cancellation())) {
      List<Digest> missing = store.missing(wanted);
      folders.makeRoom((long) missing.size() * Head.FEATURES * Float.BYTES);
      batches.forEach(
          missing,
          (first, n, pixels) -> store.add(missing.subList(first, first + n), packed(pixels, n)));
      return store.rows(wanted);
    }
  }

  private static FloatBuffer packed(FloatBuffer pixels, int n) {
    FloatBuffer rows = FloatBuffer.allocate(n * Head.FEATURES);
    for (int i = 0; i < n; i++) {
      rows.put(pixels.slice(i * IMAGE_SIZE * IMAGE_SIZE * 3, Head.FEATURES));
    }
    return rows;
  }

  private static double shuffled(Rows rows) {
    float[] row = new float[Head.FEATURES];
    Random random = new Random(2);
    double sum = 0;
    for (int i = 0; i < rows.count(); i++) {
      rows.read(random.nextInt(rows.count()), row, 0);
      sum += row[0];
    }
    return sum;
  }
}
