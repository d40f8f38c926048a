package io.mapache.training.evaluation;

import io.mapache.contracts.training.Evaluation;
import io.mapache.contracts.training.Evaluation.ClassScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Turns answers into numbers. Of no images nothing is known: all numbers are 0 then, and the
 * interval is 0 to 1.
 */
public final class Evaluator {

  private final List<String> classes;
  private final int mostFrequent;

  /**
   * @param trainingCounts images per class of the training split: the baseline always answers the
   *     most frequent one
   */
  public Evaluator(List<String> classes, int[] trainingCounts) {
    this.classes = classes;
    this.mostFrequent = mostFrequent(trainingCounts);
  }

  private static int mostFrequent(int[] counts) {
    int most = 0;
    for (int c = 1; c < counts.length; c++) {
      if (counts[c] > counts[most]) {
        most = c;
      }
    }
    return most;
  }

  public Evaluation evaluate(Answers answers, double temperature) {
    int[][] confusion = confusion(answers);
    int n = answers.count();
    int right = 0;
    for (int c = 0; c < confusion.length; c++) {
      right += confusion[c][c];
    }
    Wilson interval = Wilson.of(right, n);
    List<ClassScore> perClass = perClass(confusion);
    OptionalDouble auc =
        classes.size() == 2
            ? RocAuc.of(answers.logits(), answers.labels())
            : OptionalDouble.empty();
    return new Evaluation(
        n,
        share(right, n),
        interval.low(),
        interval.high(),
        answers.meanLoss(),
        perClass.stream().mapToDouble(ClassScore::f1).average().orElse(0),
        balancedAccuracy(perClass),
        share(perClass.get(mostFrequent).support(), n),
        auc.isPresent() ? auc.getAsDouble() : null,
        Calibration.error(answers, temperature),
        temperature,
        perClass,
        matrix(confusion));
  }

  private static double balancedAccuracy(List<ClassScore> perClass) {
    return perClass.stream()
        .filter(score -> score.support() > 0)
        .mapToDouble(ClassScore::recall)
        .average()
        .orElse(0);
  }

  private static List<List<Integer>> matrix(int[][] confusion) {
    return confusion.length > Evaluation.CONFUSION_CLASSES
        ? List.of()
        : Arrays.stream(confusion).map(row -> Arrays.stream(row).boxed().toList()).toList();
  }

  private int[][] confusion(Answers answers) {
    int[][] confusion = new int[classes.size()][classes.size()];
    for (int i = 0; i < answers.count(); i++) {
      confusion[answers.labels()[i]][answers.answer(i)]++;
    }
    return confusion;
  }

  private List<ClassScore> perClass(int[][] confusion) {
    List<ClassScore> scores = new ArrayList<>();
    for (int c = 0; c < confusion.length; c++) {
      int support = 0;
      int answered = 0;
      for (int other = 0; other < confusion.length; other++) {
        support += confusion[c][other];
        answered += confusion[other][c];
      }
      int right = confusion[c][c];
      scores.add(
          new ClassScore(
              classes.get(c),
              support,
              share(right, answered),
              share(right, support),
              share(2 * right, support + answered)));
    }
    return scores;
  }

  private static double share(int part, int of) {
    return of == 0 ? 0 : (double) part / of;
  }
}
