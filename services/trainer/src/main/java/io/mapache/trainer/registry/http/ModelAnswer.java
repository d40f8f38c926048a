package io.mapache.trainer.registry.http;

import io.mapache.contracts.Digest;
import io.mapache.contracts.training.Comparison;
import io.mapache.trainer.registry.Model;
import io.mapache.trainer.registry.Reports;
import io.mapache.trainer.registry.Verdict;
import io.mapache.trainer.registry.Version;
import java.time.Instant;
import java.util.List;

/**
 * A model as {@code /v1/models} shows it.
 *
 * @param previous what a rollback goes back to
 */
record ModelAnswer(
    String model, long revision, Integer champion, Integer previous, List<VersionAnswer> versions) {

  /**
   * @param accuracy on the test split
   * @param logLoss on the validation split
   * @param state champion, registered, held or rejected
   * @param decision the first one about it; null for a version that was not proposed
   * @param overruling of an operator who promoted it after that; null if nobody did
   * @param report path of its training's report; null if there is none
   */
  record VersionAnswer(
      int version,
      Digest bundle,
      String training,
      String kind,
      Instant registeredAt,
      double accuracy,
      double logLoss,
      String state,
      DecisionAnswer decision,
      DecisionAnswer overruling,
      String report) {

    static VersionAnswer of(Model model, Version version, Integer champion, Reports reports) {
      return new VersionAnswer(
          version.number(),
          version.bundle(),
          version.training(),
          version.candidate().kind(),
          version.registeredAt(),
          version.candidate().test().accuracy(),
          version.candidate().validation().logLoss(),
          state(version, champion),
          version.verdict().map(DecisionAnswer::of).orElse(null),
          version.overruling().map(DecisionAnswer::of).orElse(null),
          reports
              .of(version.training())
              .map(
                  digest ->
                      "/v1/models/%s/versions/%d/report".formatted(model.name(), version.number()))
              .orElse(null));
    }

    private static String state(Version version, Integer champion) {
      if (Integer.valueOf(version.number()).equals(champion)) {
        return "champion";
      }
      return version
          .verdict()
          .map(Verdict::outcome)
          .filter(outcome -> version.overruling().isEmpty())
          .filter(outcome -> outcome != Verdict.Outcome.PROMOTED)
          .map(Verdict.Outcome::code)
          .orElse("registered");
    }
  }

  record DecisionAnswer(
      String outcome, String by, String reason, Comparison comparison, Instant at) {

    static DecisionAnswer of(Verdict verdict) {
      return new DecisionAnswer(
          verdict.outcome().code(),
          verdict.by(),
          verdict.reason(),
          verdict.comparison(),
          verdict.at());
    }
  }

  static ModelAnswer of(Model model, Reports reports) {
    Integer champion = model.champion().map(Version::number).orElse(null);
    return new ModelAnswer(
        model.name(),
        model.revision(),
        champion,
        model.previous().map(Version::number).orElse(null),
        model.versions().stream()
            .map(version -> VersionAnswer.of(model, version, champion, reports))
            .toList());
  }
}
