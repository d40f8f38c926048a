package io.mapache.trainer.registry.http;

import io.mapache.contracts.Digest;
import io.mapache.contracts.training.Comparison;
import io.mapache.trainer.registry.LiveNumbers;
import io.mapache.trainer.registry.Model;
import io.mapache.trainer.registry.Reports;
import io.mapache.trainer.registry.Role;
import io.mapache.trainer.registry.Routing;
import io.mapache.trainer.registry.Verdict;
import io.mapache.trainer.registry.Version;
import java.time.Instant;
import java.util.List;

/**
 * A model as {@code /v1/models} shows it.
 *
 * @param previous what a rollback goes back to
 * @param canary null if there is none
 * @param shadow null if there is none
 */
record ModelAnswer(
    String model,
    long revision,
    Integer champion,
    Integer previous,
    CanaryAnswer canary,
    Integer shadow,
    List<VersionAnswer> versions) {

  /**
   * @param stickyKey null if chance decides
   */
  record CanaryAnswer(int version, double percent, String stickyKey) {

    static CanaryAnswer of(Routing.Canary canary) {
      return new CanaryAnswer(canary.version(), canary.percent(), canary.stickyKey().orElse(null));
    }
  }

  /**
   * @param accuracy on the test split
   * @param logLoss on the validation split
   * @param state champion, canary, shadow, registered, held or rejected
   * @param decision the first one about it; null for a version that was not proposed
   * @param overruling of an operator who promoted it after that; null if nobody did
   * @param live null as long as nothing is known
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
      LiveAnswer live,
      String report) {

    static VersionAnswer of(Model model, Version version, LiveNumbers live, Reports reports) {
      return new VersionAnswer(
          version.number(),
          version.bundle(),
          version.training(),
          version.candidate().kind(),
          version.registeredAt(),
          version.candidate().test().accuracy(),
          version.candidate().validation().logLoss(),
          Role.of(model, version.number()).map(Role::code).orElseGet(() -> decided(version)),
          version.verdict().map(DecisionAnswer::of).orElse(null),
          version.overruling().map(DecisionAnswer::of).orElse(null),
          LiveAnswer.of(live.of(model.name(), version.number())).orElse(null),
          reports
              .of(version.training())
              .map(
                  digest ->
                      "/v1/models/%s/versions/%d/report".formatted(model.name(), version.number()))
              .orElse(null));
    }

    private static String decided(Version version) {
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

  static ModelAnswer of(Model model, LiveNumbers live, Reports reports) {
    return new ModelAnswer(
        model.name(),
        model.revision(),
        model.champion().map(Version::number).orElse(null),
        model.previous().map(Version::number).orElse(null),
        model.routing().canary().map(CanaryAnswer::of).orElse(null),
        model.routing().shadow().orElse(null),
        model.versions().stream()
            .map(version -> VersionAnswer.of(model, version, live, reports))
            .toList());
  }
}
