package io.mapache.training.evaluation;

import io.mapache.contracts.training.Comparison;
import io.mapache.contracts.training.Comparison.Recall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * Candidate and champion on the same images. The champion may know other classes, or the same ones
 * by older names: an answer that the new snapshot has no name for is wrong, and images of classes
 * that it does not know are counted apart.
 */
public final class Duel {

  private final List<String> classes;
  private final Answers candidate;
  private final Answers champion;

  /** For each class of the champion, its number today; -1 if there is none. */
  private final int[] today;

  /** Whether the champion knows a class of today. */
  private final boolean[] known;

  /**
   * @param classes of the candidate; its answers hold the true labels
   * @param championClasses as it was trained; two of them may have merged since
   * @param champion answers to the same images in the same order; its labels are not looked at
   * @param renamed old label to today's
   */
  public Duel(
      List<String> classes,
      Answers candidate,
      List<String> championClasses,
      Answers champion,
      Map<String, String> renamed) {
    this.classes = classes;
    this.candidate = candidate;
    this.champion = champion;
    this.today =
        championClasses.stream()
            .mapToInt(label -> classes.indexOf(renamed.getOrDefault(label, label)))
            .toArray();
    this.known = new boolean[classes.size()];
    Arrays.stream(today).filter(number -> number >= 0).forEach(number -> known[number] = true);
  }

  public Comparison comparison() {
    Count count = new Count(classes.size());
    for (int i = 0; i < candidate.count(); i++) {
      int label = candidate.labels()[i];
      boolean right = candidate.answer(i) == label;
      if (known[label]) {
        boolean championRight = today[champion.answer(i)] == label;
        count.known(label, right, championRight, candidate.loss(i), championLoss(i, label));
      } else {
        count.unknown(right);
      }
    }
    return count.comparison(classes, known);
  }

  /** Of classes that have merged, the probabilities add up. */
  private double championLoss(int image, int label) {
    double[] losses = new double[today.length];
    int merged = 0;
    for (int c = 0; c < today.length; c++) {
      if (today[c] == label) {
        losses[merged++] = champion.loss(image, c);
      }
    }
    double least = Arrays.stream(losses, 0, merged).min().orElseThrow();
    double sum = Arrays.stream(losses, 0, merged).map(loss -> Math.exp(least - loss)).sum();
    return least - Math.log(sum);
  }

  /** The images so far. */
  private static final class Count {

    private final int[] support;
    private final int[] candidateRight;
    private final int[] championRight;
    private int championOnly;
    private int candidateOnly;
    private double candidateLoss;
    private double championLoss;
    private int unknown;
    private int unknownRight;

    Count(int classes) {
      support = new int[classes];
      candidateRight = new int[classes];
      championRight = new int[classes];
    }

    void known(
        int label, boolean candidateIs, boolean championIs, double itsLoss, double theirLoss) {
      support[label]++;
      candidateRight[label] += candidateIs ? 1 : 0;
      championRight[label] += championIs ? 1 : 0;
      championOnly += championIs && !candidateIs ? 1 : 0;
      candidateOnly += candidateIs && !championIs ? 1 : 0;
      candidateLoss += itsLoss;
      championLoss += theirLoss;
    }

    void unknown(boolean candidateIs) {
      unknown++;
      unknownRight += candidateIs ? 1 : 0;
    }

    Comparison comparison(List<String> classes, boolean[] known) {
      int n = Arrays.stream(support).sum();
      List<Recall> recalls = new ArrayList<>();
      for (int c = 0; c < support.length; c++) {
        if (known[c]) {
          recalls.add(
              new Recall(
                  classes.get(c),
                  support[c],
                  share(championRight[c], support[c]),
                  share(candidateRight[c], support[c])));
        }
      }
      return new Comparison(
          n,
          share(Arrays.stream(championRight).sum(), n),
          share(Arrays.stream(candidateRight).sum(), n),
          n == 0 ? 0 : championLoss / n,
          n == 0 ? 0 : candidateLoss / n,
          championOnly,
          candidateOnly,
          mcNemar(),
          List.copyOf(recalls),
          unknown,
          share(unknownRight, unknown));
    }

    /** The images that exactly one of both answers rightly, under a fair coin. */
    private double mcNemar() {
      return BinomialTest.withDefaults()
          .test(championOnly + candidateOnly, Math.min(championOnly, candidateOnly), 0.5)
          .getPValue();
    }

    private static double share(int part, int of) {
      return of == 0 ? 0 : (double) part / of;
    }
  }
}
