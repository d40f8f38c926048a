package io.mapache.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.Comparison;
import io.mapache.contracts.training.Evaluation;
import io.mapache.contracts.training.Evaluation.ClassScore;
import io.mapache.contracts.training.JobResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Kafka refuses what is larger than 1 MB: a training of a thousand classes still fits. */
class EventSizeTest {

  private static final int MOST_CLASSES = 1_000;
  private static final int LONGEST_LABEL = 200;
  private static final int BYTES = 900_000;
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456789Z");
  private static final Digest DIGEST = Digest.of("anything");

  private static final List<String> CLASSES = classes(MOST_CLASSES);

  @Test
  void eventsOfAThousandClassesWithTheLongestNamesFit() {
    JobResult result = result(CLASSES).summary();

    assertThat(bytes(new TrainingCompleted("t", result, AT))).isLessThan(BYTES);
    assertThat(bytes(new ModelRegistered("m", 1, DIGEST, "t", result.best(), AT)))
        .isLessThan(10_000);
    assertThat(bytes(new ModelPromoted("m", 1, 1, "gate", "better", result.comparison(), AT)))
        .isLessThan(BYTES);
    assertThat(bytes(started())).isLessThan(BYTES);
  }

  @Test
  void withTheScoresOfEachClassTheyWouldNot() {
    assertThat(bytes(new TrainingCompleted("t", result(CLASSES), AT))).isGreaterThan(1 << 20);
  }

  @Test
  void aHundredClassesFitWithAllTheirScores() {
    JobResult result = result(classes(Evaluation.CONFUSION_CLASSES));

    assertThat(result.summary()).isEqualTo(result);
    assertThat(bytes(new TrainingCompleted("t", result, AT))).isLessThan(BYTES);
  }

  private static int bytes(Event event) {
    return Json.bytes(event).length;
  }

  private static List<String> classes(int count) {
    return IntStream.range(0, count)
        .mapToObj(c -> "%04d ".formatted(c) + "x".repeat(LONGEST_LABEL - 5))
        .toList();
  }

  private static TrainingStarted started() {
    return new TrainingStarted(
        "t",
        "d",
        "m",
        DIGEST,
        CLASSES,
        Map.of(Split.TRAIN, 50_000),
        DIGEST.hex(),
        DIGEST,
        DIGEST,
        Map.of(),
        AT);
  }

  private static JobResult result(List<String> classes) {
    List<Candidate> candidates =
        List.of(candidate(Candidate.FROZEN, classes), candidate(Candidate.FINE_TUNED, classes));
    List<Comparison.Recall> recalls =
        classes.stream()
            .map(label -> new Comparison.Recall(label, 1_500, 2 / 3.0, 1 / 3.0))
            .toList();
    Comparison comparison =
        new Comparison(
            50_000, 2 / 3.0, 1 / 3.0, 2 / 3.0, 1 / 3.0, 5_000, 5_000, 1 / 3.0, recalls, 10, 0.5);
    return new JobResult("t", DIGEST, classes, candidates, 1, comparison, DIGEST, Map.of());
  }

  private static Candidate candidate(String kind, List<String> classes) {
    Evaluation evaluation = evaluation(classes);
    return new Candidate(kind, DIGEST, DIGEST, DIGEST, 10, evaluation, evaluation, evaluation);
  }

  private static Evaluation evaluation(List<String> classes) {
    List<ClassScore> scores =
        classes.stream()
            .map(label -> new ClassScore(label, 1_500, 2 / 3.0, 1 / 3.0, 4 / 9.0))
            .toList();
    List<List<Integer>> confusion =
        classes.size() > Evaluation.CONFUSION_CLASSES
            ? List.of()
            : classes.stream().map(row -> classes.stream().map(c -> 1_500).toList()).toList();
    return new Evaluation(
        50_000, 2 / 3.0, 2 / 3.0, 2 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, null, 1 / 3.0,
        4 / 3.0, scores, confusion);
  }
}
