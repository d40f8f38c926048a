package io.mapache.training.evaluation;

import io.mapache.contracts.training.Comparison;
import io.mapache.contracts.training.Comparison.Recall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Candidate and champion on the same images. The champion may know other classes: an answer that
 * the new snapshot has no name for is wrong.
 */
public final class Duel {

  /** What a class costs that the champion does not know: Keras clips probabilities at 1e-7. */
  private static final double UNKNOWN_LOSS = -Math.log(1e-7);

  private final List<String> classes;
  private final Answers candidate;
  private final List<String> championClasses;
  private final Answers champion;

  /**
   * @param classes of the candidate; its answers hold the true labels
   * @param champion answers to the same images in the same order; its labels are not looked at
   */
  public Duel(
      List<String> classes, Answers candidate, List<String> championClasses, Answers champion) {
    this.classes = classes;
    this.candidate = candidate;
    this.championClasses = championClasses;
    this.champion = champion;
  }

  public Comparison comparison() {
    int n = candidate.count();
    int[] support = new int[classes.size()];
    int[] championRight = new int[classes.size()];
    int[] candidateRight = new int[classes.size()];
    int championOnly = 0;
    int candidateOnly = 0;
    double championLoss = 0;
    for (int i = 0; i < n; i++) {
      int label = candidate.labels()[i];
      boolean candidateIs = candidate.answer(i) == label;
      boolean championIs = championClasses.get(champion.answer(i)).equals(classes.get(label));
      support[label]++;
      candidateRight[label] += candidateIs ? 1 : 0;
      championRight[label] += championIs ? 1 : 0;
      championOnly += championIs && !candidateIs ? 1 : 0;
      candidateOnly += candidateIs && !championIs ? 1 : 0;
      championLoss += championLoss(i, classes.get(label));
    }
    return new Comparison(
        n,
        share(sum(championRight), n),
        share(sum(candidateRight), n),
        n == 0 ? 0 : championLoss / n,
        candidate.meanLoss(),
        championOnly,
        candidateOnly,
        recalls(support, championRight, candidateRight));
  }

  private double championLoss(int image, String label) {
    int known = championClasses.indexOf(label);
    return known < 0 ? UNKNOWN_LOSS : champion.loss(image, known);
  }

  private List<Recall> recalls(int[] support, int[] championRight, int[] candidateRight) {
    List<Recall> recalls = new ArrayList<>();
    for (int c = 0; c < support.length; c++) {
      recalls.add(
          new Recall(
              classes.get(c),
              support[c],
              share(championRight[c], support[c]),
              share(candidateRight[c], support[c])));
    }
    return recalls;
  }

  private static int sum(int[] counts) {
    return Arrays.stream(counts).sum();
  }

  private static double share(int part, int of) {
    return of == 0 ? 0 : (double) part / of;
  }
}
