package io.mapache.bench.serving;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.imaging.Decoded;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.ImageEncoder;
import io.mapache.imaging.Picture;
import io.mapache.imaging.Resize;
import io.mapache.imaging.Shrink;
import io.mapache.models.Centroids;
import io.mapache.models.Head;
import io.mapache.models.Measure;
import io.mapache.models.bundle.Bundle;
import io.mapache.models.bundle.Golden;
import io.mapache.models.bundle.Novelty;
import io.mapache.models.bundle.Signature;
import io.mapache.models.graph.HeadGraph;
import io.mapache.models.graph.JoinedGraph;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import io.mapache.xception.onnx.XceptionGraph;
import io.mapache.xception.weights.BaseWeights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Bundles as a training publishes them, of a full base and heads that are drawn: they know nothing,
 * and cost what others cost.
 */
final class Bundles {

  static final List<String> CLASSES = List.of("cat", "dog");
  static final int IMAGE_SIZE = 150;

  /** As many as a training puts into {@code golden.json}, and as large. */
  private static final int GOLDEN = 8;

  private static final int GOLDEN_EDGE = IMAGE_SIZE + IMAGE_SIZE / 4;

  private final BlobStore blobs;
  private final List<byte[]> goldenImages;
  private final int threads;

  Bundles(BlobStore blobs, List<byte[]> pictures, int threads) {
    this.blobs = blobs;
    this.goldenImages =
        pictures.stream()
            .limit(GOLDEN)
            .map(picture -> ImageEncoder.png(Shrink.to(GOLDEN_EDGE, picture(picture))))
            .toList();
    this.threads = threads;
  }

  /**
   * A base in the blob store.
   *
   * @param features of the golden images
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Base(String weights, Digest digest, Path file, float[][] features) {}

  Base base(BaseWeights weights) throws IOException {
    Path written = Files.createTempFile("base", ".onnx");
    try {
      XceptionGraph.write(weights, IMAGE_SIZE, written);
      Digest digest = new Digest(blobs.put(BlobKind.BUNDLE, written).digest());
      Path file = blobs.file(BlobKind.BUNDLE, digest.hex()).orElseThrow();
      return new Base(weights.digest(), digest, file, features(file));
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private float[][] features(Path base) {
    try (BaseSession session = BaseSession.load(base, threads)) {
      FloatBuffer images = session.images(goldenImages.size());
      goldenImages.forEach(png -> images.put(Resize.bilinear(picture(png), IMAGE_SIZE)));
      return session.features(images, goldenImages.size());
    }
  }

  private static Picture picture(byte[] encoded) {
    if (new ImageDecoder().decode(encoded) instanceof Decoded.Image image) {
      return image.picture();
    }
    throw new IllegalArgumentException("one of the pictures is none: give images to the bench");
  }

  /** A head that is drawn, and then shifted until it parts the golden images in halves. */
  static Head head(Base base, long seed) {
    Head drawn = Head.fresh(CLASSES.size(), seed);
    float[] logit = new float[1];
    double[] logits = new double[base.features().length];
    for (int i = 0; i < logits.length; i++) {
      drawn.logits(base.features()[i], logit);
      logits[i] = logit[0];
    }
    float middle = (float) Sample.of(DoubleStream.of(logits)).median();
    return new Head(CLASSES.size(), drawn.kernel(), new float[] {-middle});
  }

  /** Publishes a bundle; its digest. */
  Digest publish(String model, Base base, Head head) throws IOException {
    List<Golden.Example> examples =
        IntStream.range(0, goldenImages.size())
            .mapToObj(
                i ->
                    new Golden.Example(goldenImages.get(i), head.probabilities(base.features()[i])))
            .toList();
    Bundle bundle =
        new Bundle(
            model,
            Bundle.FROZEN,
            "bench",
            Instant.EPOCH,
            CLASSES,
            Signature.classifier(IMAGE_SIZE, CLASSES.size()),
            base.digest().hex(),
            put(HeadGraph.bytes(head, headMetadata(base))),
            put(new Golden(IMAGE_SIZE, examples).toJson()),
            base.weights(),
            null,
            null,
            null,
            null,
            null,
            1,
            novelty(base),
            "bench");
    return new Digest(put(bundle.toJson()));
  }

  private static Map<String, String> headMetadata(Base base) {
    return Map.of(Names.LABELS, Json.text(CLASSES), Names.BASE_DIGEST, base.digest().hex());
  }

  /** The classes lie where the first two golden images do. */
  private Novelty novelty(Base base) throws IOException {
    float[] middles = new float[CLASSES.size() * Head.FEATURES];
    for (int c = 0; c < CLASSES.size(); c++) {
      float[] direction = Measure.DIRECTION.of(base.features()[c]);
      System.arraycopy(direction, 0, middles, c * Head.FEATURES, Head.FEATURES);
    }
    List<Double> percentiles = new ArrayList<>();
    for (double p = 0; p <= 100; p++) {
      percentiles.add(p / 100);
    }
    return new Novelty(
        put(new Centroids(CLASSES.size(), middles).toBytes()), percentiles, Measure.DIRECTION);
  }

  private String put(byte[] content) throws IOException {
    return blobs.put(BlobKind.BUNDLE, content).digest();
  }

  /** Base and head as one graph, for other servers. */
  static void join(Base base, Path head, Path target) throws IOException {
    JoinedGraph.write(base.file(), head, headMetadata(base), target);
  }
}
