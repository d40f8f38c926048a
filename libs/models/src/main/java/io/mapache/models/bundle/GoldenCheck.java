package io.mapache.models.bundle;

import io.mapache.models.Head;
import io.mapache.models.session.BaseSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a loaded model answered to its golden inputs.
 *
 * @param largest largest difference of any probability
 * @param example index of the input where it occurred
 */
public record GoldenCheck(double largest, int example) {

  /** Another CPU or thread count sums in another order; what is further away is another model. */
  public static final double LIMIT = 1e-4;

  public boolean passed() {
    return largest <= LIMIT;
  }

  /**
   * Runs all examples as one batch.
   *
   * @param pixels PNG bytes to {@code [S,S,3]} RGB 0..255, by the decoder and resize of the system
   */
  public static GoldenCheck run(
      Golden golden, Function<byte[], float[]> pixels, BaseSession base, Head head) {
    if (golden.imageSize() != base.imageSize()) {
      throw new IllegalArgumentException(
          "golden inputs are for images of %d px, the base reads %d px"
              .formatted(golden.imageSize(), base.imageSize()));
    }
    List<Golden.Example> examples = golden.examples();
    FloatBuffer images = base.images(examples.size());
    examples.forEach(example -> images.put(pixels.apply(example.png())));
    float[][] features = base.features(images, examples.size());
    float[][] answers = new float[features.length][];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = head.probabilities(features[i]);
    }
    return compare(golden, answers);
  }

  /** Compares answers, one row an example. A NaN is as far away as can be. */
  public static GoldenCheck compare(Golden golden, float[][] answers) {
    List<Golden.Example> examples = golden.examples();
    double largest = -1;
    int worst = 0;
    for (int i = 0; i < examples.size(); i++) {
      double difference = difference(examples.get(i).probabilities(), answers[i]);
      if (difference > largest) {
        largest = difference;
        worst = i;
      }
    }
    return new GoldenCheck(largest, worst);
  }

  private static double difference(float[] expected, float[] answer) {
    if (expected.length != answer.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int c = 0; c < expected.length; c++) {
      double difference = Math.abs((double) expected[c] - answer[c]);
      largest = Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
    }
    return largest;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "golden predictions differ by up to %.1e (example %d; allowed: %.0e)",
        largest,
        example,
        LIMIT);
  }
}
