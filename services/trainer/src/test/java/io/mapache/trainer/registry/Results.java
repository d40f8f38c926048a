package io.mapache.trainer.registry;

import io.mapache.contracts.Digest;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.Comparison;
import io.mapache.contracts.training.Evaluation;
import io.mapache.contracts.training.JobResult;
import java.util.List;
import java.util.Map;

/** Numbers of trainings that never ran. */
public final class Results {

  private Results() {}

  public static Evaluation evaluation(int images, double accuracy, double majority) {
    return new Evaluation(
        images,
        accuracy,
        accuracy - 0.02,
        accuracy + 0.02,
        0.1,
        accuracy,
        accuracy,
        majority,
        null,
        0.02,
        1.0,
        List.of(),
        List.of(List.of(1, 0), List.of(0, 1)));
  }

  public static Candidate candidate(String kind, Digest bundle, double accuracy) {
    return new Candidate(
        kind,
        bundle,
        Digest.of("base"),
        Digest.of("head of " + bundle),
        3,
        evaluation(100, accuracy, 0.5),
        evaluation(100, accuracy, 0.5),
        null);
  }

  /** A frozen and a fine-tuned candidate, the second one proposed. */
  public static JobResult result(String training, Digest manifest, Comparison comparison) {
    return result(training, manifest, comparison, null);
  }

  public static JobResult result(
      String training, Digest manifest, Comparison comparison, Digest report) {
    return new JobResult(
        training,
        manifest,
        List.of("cat", "dog"),
        List.of(
            candidate(Candidate.FROZEN, Digest.of("frozen of " + training), 0.9),
            candidate(Candidate.FINE_TUNED, Digest.of("fine-tuned of " + training), 0.95)),
        1,
        comparison,
        report,
        Map.of("head", 1.5));
  }

  /** On 100 images, of which both answer 50 rightly; log loss in favour of the champion. */
  public static Comparison comparison(int championOnly, int candidateOnly) {
    return comparison(championOnly, candidateOnly, List.of());
  }

  public static Comparison comparison(
      int championOnly, int candidateOnly, List<Comparison.Recall> recalls) {
    return comparison(championOnly, candidateOnly, 1, recalls);
  }

  public static Comparison comparison(
      int championOnly, int candidateOnly, double pValue, List<Comparison.Recall> recalls) {
    return new Comparison(
        100,
        (50 + championOnly) / 100.0,
        (50 + candidateOnly) / 100.0,
        0.2,
        0.3,
        championOnly,
        candidateOnly,
        pValue,
        recalls,
        0,
        0);
  }
}
