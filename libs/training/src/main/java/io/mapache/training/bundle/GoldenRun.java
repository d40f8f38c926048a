package io.mapache.training.bundle;

import io.mapache.imaging.Decoded;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.Resize;
import io.mapache.models.Head;
import io.mapache.models.bundle.Golden;
import io.mapache.models.graph.JoinedGraph;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import io.mapache.training.evaluation.Answers;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The exported files on the golden pictures, in both ways in which they are served: base in ONNX
 * Runtime and head in Java, and base and head as one graph. Both have to agree.
 */
final class GoldenRun {

  private final Path base;
  private final Path head;
  private final Head trained;
  private final int threads;

  /**
   * @param head file of the exported head
   * @param trained the head it was written from
   */
  GoldenRun(Path base, Path head, Head trained, int threads) {
    this.base = base;
    this.head = head;
    this.trained = trained;
    this.threads = threads;
  }

  /**
   * @param scratch folder for the joined graph, which is deleted again
   */
  Golden golden(List<byte[]> pngs, Path scratch) throws IOException {
    try (BaseSession session = BaseSession.load(base, threads)) {
      int size = session.imageSize();
      FloatBuffer images = session.images(pngs.size());
      for (byte[] png : pngs) {
        images.put(pixels(png, size));
      }
      float[][] features = session.features(images, pngs.size());
      requireSameAnswers(features, joined(images, pngs.size(), scratch));
      List<Golden.Example> examples = new ArrayList<>();
      for (int i = 0; i < features.length; i++) {
        examples.add(new Golden.Example(pngs.get(i), trained.probabilities(features[i])));
      }
      return new Golden(size, examples);
    }
  }

  private static float[] pixels(byte[] png, int size) {
    Decoded.Image image = (Decoded.Image) new ImageDecoder().decode(png);
    return Resize.bilinear(image.picture(), size);
  }

  private float[] joined(FloatBuffer images, int n, Path scratch) throws IOException {
    Path file = scratch.resolve("model.onnx");
    JoinedGraph.write(base, head, Map.of(), file);
    try (BaseSession session = BaseSession.load(file, threads)) {
      FloatBuffer logits = session.buffer(Names.LOGITS, n);
      session.compute(images, n, Map.of(Names.LOGITS, logits));
      float[] values = new float[n * trained.units()];
      logits.get(0, values);
      return values;
    } finally {
      Files.delete(file);
    }
  }

  private void requireSameAnswers(float[][] features, float[] joined) {
    float[] inJava = new float[joined.length];
    float[] out = new float[trained.units()];
    for (int i = 0; i < features.length; i++) {
      trained.logits(features[i], out);
      System.arraycopy(out, 0, inJava, i * out.length, out.length);
    }
    int[] unlabelled = new int[features.length];
    Parity.require(
        "head.onnx against the trained head",
        new Answers(trained.classes(), inJava, unlabelled),
        new Answers(trained.classes(), joined, unlabelled));
  }
}
