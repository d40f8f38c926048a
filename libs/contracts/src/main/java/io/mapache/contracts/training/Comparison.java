package io.mapache.contracts.training;

import java.util.List;

/**
 * Candidate and champion on the same test images, none of which the champion trained on.
 *
 * @param championOnly images that the champion alone answers rightly
 * @param candidateOnly images that the candidate alone answers rightly
 */
public record Comparison(
    int images,
    double championAccuracy,
    double candidateAccuracy,
    double championLogLoss,
    double candidateLogLoss,
    int championOnly,
    int candidateOnly,
    List<Recall> perClass) {

  /** Recall of one class by both. */
  public record Recall(String label, int support, double champion, double candidate) {}
}
