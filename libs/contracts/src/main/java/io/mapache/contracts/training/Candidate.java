package io.mapache.contracts.training;

import io.mapache.contracts.Digest;

/**
 * A trained network that may become a version.
 *
 * @param kind {@code frozen} or {@code fine-tuned}
 * @param base digest of its {@code base.onnx}
 * @param epoch the epoch that was kept, the one with the lowest validation loss; from 1
 */
public record Candidate(
    String kind,
    Digest bundle,
    Digest base,
    Digest head,
    int epoch,
    Evaluation validation,
    Evaluation test) {

  public static final String FROZEN = "frozen";
  public static final String FINE_TUNED = "fine-tuned";
}
