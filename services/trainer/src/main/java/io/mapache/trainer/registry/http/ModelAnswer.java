package io.mapache.trainer.registry.http;

import io.mapache.contracts.Digest;
import io.mapache.trainer.registry.Model;
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
   * @param state champion, registered or rejected
   */
  record VersionAnswer(
      int version,
      Digest bundle,
      String training,
      String kind,
      Instant registeredAt,
      double accuracy,
      double logLoss,
      String state) {

    static VersionAnswer of(Version version, Integer champion) {
      return new VersionAnswer(
          version.number(),
          version.bundle(),
          version.training(),
          version.candidate().kind(),
          version.registeredAt(),
          version.candidate().test().accuracy(),
          version.candidate().validation().logLoss(),
          state(version, champion));
    }

    private static String state(Version version, Integer champion) {
      if (Integer.valueOf(version.number()).equals(champion)) {
        return "champion";
      }
      return version.verdict().map(verdict -> !verdict.promoted()).orElse(false)
          ? "rejected"
          : "registered";
    }
  }

  static ModelAnswer of(Model model) {
    Integer champion = model.champion().map(Version::number).orElse(null);
    return new ModelAnswer(
        model.name(),
        model.revision(),
        champion,
        model.previous().map(Version::number).orElse(null),
        model.versions().stream().map(version -> VersionAnswer.of(version, champion)).toList());
  }
}
