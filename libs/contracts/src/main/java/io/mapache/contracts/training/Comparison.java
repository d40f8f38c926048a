package io.mapache.contracts.training;

import java.util.List;

/**
 * Candidate and champion on the same test images, none of which the champion was trained or chosen
 * on. All numbers but the last two are about the images whose class the champion knows, by its
 * present or an earlier name: on the others it cannot be right.
 *
 * @param championOnly images that the champion alone answers rightly
 * @param candidateOnly images that the candidate alone answers rightly
 * @param pValue of exact McNemar, two-sided: how likely such a difference, or a greater one, is by
 *     chance; 1 for no images
 * @param perClass of the classes that the champion knows
 * @param newImages test images of classes that the champion does not know
 * @param newAccuracy the candidate's on those; 0 for none
 */
public record Comparison(
    int images,
    double championAccuracy,
    double candidateAccuracy,
    double championLogLoss,
    double candidateLogLoss,
    int championOnly,
    int candidateOnly,
    double pValue,
    List<Recall> perClass,
    int newImages,
    double newAccuracy) {

  /** Recall of one class by both. */
  public record Recall(String label, int support, double champion, double candidate) {}
}
