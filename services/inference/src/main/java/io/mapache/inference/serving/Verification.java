package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import io.mapache.models.Head;
import io.mapache.models.bundle.Golden;
import io.mapache.models.bundle.GoldenCheck;
import io.mapache.models.bundle.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the parts of a bundle fit together, and answer as they did when they were trained. */
public final class Verification {

  private final Pixels pixels;

  /**
   * @param pixels the way that the images of requests take, too
   */
  public Verification(Pixels pixels) {
    this.pixels = pixels;
  }

  /** What the base makes of the golden inputs, if that is known and the base is warm. */
  static Optional<List<float[]>> known(Golden golden, OpenBase base) {
    return base.checked().known(pictures(golden));
  }

  /**
   * The same, computed; takes as long as the forward passes.
   *
   * @throws RefusedException if an input is no picture
   */
  List<float[]> compute(Golden golden, OpenBase base) throws RefusedException {
    List<float[]> images = new ArrayList<>();
    for (Golden.Example example : golden.examples()) {
      images.add(pixels.of(example.png(), base.base().imageSize()));
    }
    return base.checked().compute(pictures(golden), images);
  }

  private static List<Digest> pictures(Golden golden) {
    return golden.examples().stream().map(example -> Digest.of(example.png())).toList();
  }

  /**
   * @throws RefusedException if they do not fit
   */
  static void fit(Parcel parcel, Base base) throws RefusedException {
    signature(parcel, base);
    head(parcel, base);
    Golden golden = parcel.golden();
    if (golden.imageSize() != base.imageSize()) {
      throw RefusedException.forGood(
          "its golden inputs are for images of %d px (expected: %d px, as its base reads). Export it again."
              .formatted(golden.imageSize(), base.imageSize()));
    }
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

  /**
   * @param features what the base makes of the golden inputs, in their order
   * @throws RefusedException if the head answers otherwise than when it was trained
   */
  static void golden(Parcel parcel, List<float[]> features) throws RefusedException {
    float[][] answers = features.stream().map(parcel.head()::probabilities).toArray(float[][]::new);
    GoldenCheck check = GoldenCheck.compare(parcel.golden(), answers);
    if (!check.passed()) {
      throw RefusedException.forGood(
          check + ": this is not the model that was trained. Train or export it again.");
    }
  }

  /** Bytes of a golden input to {@code [size,size,3]} RGB 0..255. */
  public interface Pixels {
    /**
     * @throws RefusedException if the bytes are no picture
     */
    float[] of(byte[] png, int size) throws RefusedException;
  }
}
