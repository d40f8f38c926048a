package io.mapache.inference.serving;

import io.mapache.inference.batching.Forward;
import io.mapache.models.Head;
import io.mapache.models.bundle.Golden;
import io.mapache.models.bundle.GoldenCheck;
import io.mapache.models.bundle.Signature;
import java.util.ArrayList;
import java.util.List;

/** Whether the parts of a bundle fit together, and answer as they did when they were trained. */
public final class Verification {

  private final Pixels pixels;
  private final int maxBatch;

  /**
   * @param pixels the way that the images of requests take, too
   */
  public Verification(Pixels pixels, int maxBatch) {
    this.pixels = pixels;
    this.maxBatch = maxBatch;
  }

  /**
   * @param forward of the base, for batches of {@code maxBatch}
   * @throws RefusedException if it is not what was trained
   */
  void verify(Parcel parcel, Base base, Forward forward) throws RefusedException {
    signature(parcel, base);
    head(parcel, base);
    golden(parcel, base, forward);
  }

  private static void signature(Parcel parcel, Base base) throws RefusedException {
    int classes = parcel.bundle().classes().size();
    Signature said = parcel.bundle().signature();
    Signature expected = Signature.classifier(base.imageSize(), classes);
    if (!said.equals(expected)) {
      throw RefusedException.forGood(
          "its signature is %s (expected, from its base and its %d classes: %s). Export it again."
              .formatted(said, classes, expected));
    }
  }

  private static void head(Parcel parcel, Base base) throws RefusedException {
    Head head = parcel.head();
    int classes = parcel.bundle().classes().size();
    if (head.classes() != classes || head.features() != base.features()) {
      throw RefusedException.forGood(
          "its head makes %d classes of %d features (expected: %d, as in the bundle, of %d, as the base gives). Export it again."
              .formatted(head.classes(), head.features(), classes, base.features()));
    }
  }

  private void golden(Parcel parcel, Base base, Forward forward) throws RefusedException {
    Golden golden = parcel.golden();
    if (golden.imageSize() != base.imageSize()) {
      throw RefusedException.forGood(
          "its golden inputs are for images of %d px (expected: %d px, as its base reads). Export it again."
              .formatted(golden.imageSize(), base.imageSize()));
    }
    GoldenCheck check =
        GoldenCheck.compare(golden, answers(golden, parcel.head(), base.imageSize(), forward));
    if (!check.passed()) {
      throw RefusedException.forGood(
          check + ": this is not the model that was trained. Train or export it again.");
    }
  }

  private float[][] answers(Golden golden, Head head, int imageSize, Forward forward)
      throws RefusedException {
    List<float[]> images = new ArrayList<>();
    for (Golden.Example example : golden.examples()) {
      images.add(pixels.of(example.png(), imageSize));
    }
    float[][] answers = new float[images.size()][];
    for (int from = 0; from < answers.length; from += maxBatch) {
      int to = Math.min(answers.length, from + maxBatch);
      float[][] features = forward.features(images.subList(from, to));
      for (int i = from; i < to; i++) {
        answers[i] = head.probabilities(features[i - from]);
      }
    }
    return answers;
  }

  /** Bytes of a golden input to {@code [size,size,3]} RGB 0..255. */
  public interface Pixels {
    /**
     * @throws RefusedException if the bytes are no picture
     */
    float[] of(byte[] png, int size) throws RefusedException;
  }
}
