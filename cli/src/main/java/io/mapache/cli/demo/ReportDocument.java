package io.mapache.cli.demo;

import io.mapache.cli.training.Training;
import io.mapache.contracts.training.Candidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a demo came to, for programs: {@code demo --json}.
 *
 * @param fineTuned null if the recipe has no fine-tuning
 * @param seconds by stage, and their sum as {@code total}
 */
record ReportDocument(
    String dataset,
    int images,
    List<String> classes,
    Map<String, Integer> split,
    String training,
    Tested frozen,
    Tested fineTuned,
    Integer proposed,
    Training.Decision decision,
    Served served,
    Map<String, Double> seconds,
    Map<String, Double> trainingSeconds) {

  /** A candidate on the test split, by the training job. */
  record Tested(
      Integer version, double testAccuracy, double testAccuracyLow, double testAccuracyHigh) {

    static Tested of(Training.Registered candidate) {
      Training.Scores test = candidate.test();
      return new Tested(
          candidate.version(), test.accuracy(), test.accuracyLow(), test.accuracyHigh());
    }
  }

  /** The test split by the answers of the running service. */
  record Served(
      String model,
      Integer version,
      String digest,
      double testAccuracy,
      double testAccuracyLow,
      double testAccuracyHigh,
      int requests,
      int failed,
      int retried,
      int missing,
      Map<Integer, Integer> answersByVersion) {}

  static ReportDocument of(Report report) {
    Training training = report.training();
    ServedAnswers served = report.served();
    Map<String, Double> seconds = new LinkedHashMap<>(report.stages().seconds());
    seconds.put("total", report.stages().total());
    return new ReportDocument(
        report.dataset(),
        report.images(),
        training.classes(),
        training.images(),
        training.training(),
        training.candidate(Candidate.FROZEN).map(Tested::of).orElse(null),
        training.candidate(Candidate.FINE_TUNED).map(Tested::of).orElse(null),
        training.proposed(),
        training.decision(),
        new Served(
            training.model(),
            served.version(),
            served.digest(),
            served.accuracy().value(),
            served.accuracy().low(),
            served.accuracy().high(),
            served.requests(),
            served.failed(),
            served.retried(),
            served.missing(),
            served.byVersion()),
        seconds,
        training.seconds());
  }
}
