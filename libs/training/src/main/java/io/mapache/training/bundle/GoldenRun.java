package io.mapache.training.bundle;

import io.mapache.models.Head;
import io.mapache.models.bundle.Golden;
import io.mapache.models.session.BaseSession;
import io.mapache.models.session.HeadSession;
import io.mapache.training.evaluation.Answers;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The exported files on the golden pictures, in both ways in which they are served: base in ONNX
 * Runtime with the head in Java, and with the head in ONNX Runtime, too. Both have to agree.
 */
final class GoldenRun {

  private final BaseSession base;
  private final byte[] head;
  private final Head trained;

  /**
   * @param head bytes of the exported head
   * @param trained the head it was written from
   */
  GoldenRun(BaseSession base, byte[] head, Head trained) {
    this.base = base;
    this.head = head;
    this.trained = trained;
  }

  Golden golden(List<byte[]> pngs) {
    FloatBuffer images = base.images(pngs.size());
    for (byte[] png : pngs) {
      images.put(GoldenPictures.pixels(png, base.imageSize()));
    }
    float[][] features = base.features(images, pngs.size());
    requireSameAnswers(features);
    List<Golden.Example> examples = new ArrayList<>();
    for (int i = 0; i < features.length; i++) {
      examples.add(new Golden.Example(pngs.get(i), trained.probabilities(features[i])));
    }
    return new Golden(base.imageSize(), examples);
  }

  private void requireSameAnswers(float[][] features) {
    int units = trained.units();
    float[] inJava = new float[features.length * units];
    float[] exported = new float[features.length * units];
    float[] out = new float[units];
    try (HeadSession session = HeadSession.of(head)) {
      float[][] logits = session.logits(features);
      for (int i = 0; i < features.length; i++) {
        trained.logits(features[i], out);
        System.arraycopy(out, 0, inJava, i * units, units);
        System.arraycopy(logits[i], 0, exported, i * units, units);
      }
    }
    int[] unlabelled = new int[features.length];
    Parity.require(
        "head.onnx against the trained head",
        new Answers(trained.classes(), inJava, unlabelled),
        new Answers(trained.classes(), exported, unlabelled));
  }
}
