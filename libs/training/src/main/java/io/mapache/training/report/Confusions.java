package io.mapache.training.report;

import io.mapache.training.evaluation.Answers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which classes were taken for which: a matrix where it can be read, else the most frequent pairs.
 *
 * @param classes column heads; empty without a matrix
 * @param rows by true class; empty without a matrix
 * @param pairs most frequent first; empty with a matrix
 */
record Confusions(List<String> classes, List<Row> rows, List<Pair> pairs) {

  /** A matrix of more classes fits no screen. */
  private static final int MATRIX = 30;

  private static final int PAIRS = 30;

  record Row(String label, List<Cell> cells) {}

  /**
   * How many images of the row's class got the column's answer.
   *
   * @param percent of the row, whole numbers: the heat
   */
  record Cell(int images, long percent, boolean right) {}

  /**
   * A mix-up.
   *
   * @param percent of the images of that label
   */
  record Pair(String label, String answer, int images, long percent) {}

  static Confusions of(List<String> classes, Answers answers) {
    Map<Long, Integer> counts = new HashMap<>();
    int[] support = new int[classes.size()];
    for (int i = 0; i < answers.count(); i++) {
      int label = answers.labels()[i];
      support[label]++;
      counts.merge(key(classes, label, answers.answer(i)), 1, Integer::sum);
    }
    return classes.size() <= MATRIX
        ? new Confusions(classes, rows(classes, counts, support), List.of())
        : new Confusions(List.of(), List.of(), pairs(classes, counts, support));
  }

  private static long key(List<String> classes, int label, int answer) {
    return (long) label * classes.size() + answer;
  }

  private static List<Row> rows(List<String> classes, Map<Long, Integer> counts, int[] support) {
    List<Row> rows = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      List<Cell> cells = new ArrayList<>();
      for (int answer = 0; answer < classes.size(); answer++) {
        int images = counts.getOrDefault(key(classes, label, answer), 0);
        cells.add(new Cell(images, percent(images, support[label]), label == answer));
      }
      rows.add(new Row(classes.get(label), cells));
    }
    return rows;
  }

  private static List<Pair> pairs(List<String> classes, Map<Long, Integer> counts, int[] support) {
    List<Pair> pairs = new ArrayList<>();
    counts.forEach(
        (key, images) -> {
          int label = (int) (key / classes.size());
          int answer = (int) (key % classes.size());
          if (label != answer) {
            pairs.add(
                new Pair(
                    classes.get(label),
                    classes.get(answer),
                    images,
                    percent(images, support[label])));
          }
        });
    pairs.sort(
        Comparator.comparingInt(Pair::images)
            .reversed()
            .thenComparing(Pair::label)
            .thenComparing(Pair::answer));
    return List.copyOf(pairs.subList(0, Math.min(PAIRS, pairs.size())));
  }

  private static long percent(int part, int of) {
    return of == 0 ? 0 : Math.round(100.0 * part / of);
  }
}
