package io.mapache.cli.training;

import io.mapache.contracts.training.JobProgress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A training as the trainer tells of it. What has not happened yet is null.
 *
 * @param proposed version of the candidate that the gate decided on
 * @param report path at the trainer
 */
public record Training(
    String training,
    String dataset,
    String model,
    String state,
    String because,
    Instant requestedAt,
    Instant startedAt,
    Instant endedAt,
    List<String> classes,
    Map<String, Integer> images,
    JobProgress progress,
    List<Registered> candidates,
    Integer proposed,
    Decision decision,
    String report,
    Map<String, Double> seconds,
    String exit,
    String cause) {

  /** A candidate and the version that it became. */
  public record Registered(
      Integer version, String kind, int epoch, Scores validation, Scores test) {}

  /** Of one split; the interval is Wilson's, 95 %. */
  public record Scores(
      int images, double accuracy, double accuracyLow, double accuracyHigh, double logLoss) {}

  /**
   * The gate's.
   *
   * @param outcome {@code promoted}, {@code rejected} or {@code held}
   */
  public record Decision(String outcome, String reason) {

    /** {@code Gate: promoted. First version: accuracy ...}. */
    public String sentence() {
      String because = reason == null || reason.isEmpty() ? "" : reason;
      String capital = because.isEmpty() ? "" : because.substring(0, 1).toUpperCase(Locale.ROOT);
      return "Gate: " + outcome + ". " + capital + because.substring(capital.length()) + ".";
    }
  }

  boolean ended() {
    return state.equals("completed") || state.equals("failed") || state.equals("cancelled");
  }

  public boolean completed() {
    return state.equals("completed");
  }

  public Optional<Registered> candidate(String kind) {
    return candidates == null
        ? Optional.empty()
        : candidates.stream().filter(candidate -> candidate.kind().equals(kind)).findFirst();
  }
}
