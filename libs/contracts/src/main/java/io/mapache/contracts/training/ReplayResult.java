package io.mapache.contracts.training;

import io.mapache.contracts.Digest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code replay-result.json}: a version and what training it again gave.
 *
 * @param kind {@link Candidate#FROZEN} or {@link Candidate#FINE_TUNED}
 * @param head digest of the version's {@code head.onnx}
 * @param base digest of its {@code base.onnx}
 * @param largestDifference between two numbers in the same place of both heads; 0 where all are
 *     bit-equal
 * @param likelyCause of a difference; null where there is none
 * @param seconds by stage
 */
public record ReplayResult(
    String kind,
    Digest head,
    Digest replayedHead,
    Digest base,
    Digest replayedBase,
    double largestDifference,
    @Nullable String likelyCause,
    Map<String, Double> seconds) {

  /** Name of the file in the work folder. */
  public static final String FILE = "replay-result.json";

  /** The head's digest covers its base's, too; both are compared so that a reader sees which. */
  public boolean identical() {
    return head.equals(replayedHead) && base.equals(replayedBase);
  }
}
