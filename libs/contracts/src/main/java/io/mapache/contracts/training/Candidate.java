package io.mapache.contracts.training;

import io.mapache.contracts.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A trained network that may become a version.
 *
 * @param kind {@code frozen} or {@code fine-tuned}
 * @param base digest of its {@code base.onnx}
 * @param epoch the epoch that was kept; from 1
 * @param audit on images that no decision ever looks at; null if the dataset has none
 */
public record Candidate(
    String kind,
    Digest bundle,
    Digest base,
    Digest head,
    int epoch,
    Evaluation validation,
    Evaluation test,
    @Nullable Evaluation audit) {

  public static final String FROZEN = "frozen";
  public static final String FINE_TUNED = "fine-tuned";

  /** The same with the summaries of its evaluations. */
  Candidate summary() {
    return new Candidate(
        kind,
        bundle,
        base,
        head,
        epoch,
        validation.summary(),
        test.summary(),
        audit == null ? null : audit.summary());
  }
}
