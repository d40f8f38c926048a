package io.mapache.trainer.trainings.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.event.TrainingStarted;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.Comparison;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobProgress;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.Lane;
import io.mapache.contracts.training.Recipe;
import io.mapache.trainer.registry.Model;
import io.mapache.trainer.registry.Verdict;
import io.mapache.trainer.registry.Version;
import io.mapache.trainer.trainings.Ending;
import io.mapache.trainer.trainings.Training;
import io.mapache.trainer.trainings.TrainingState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training as {@code /v1/trainings} shows it.
 *
 * @param state completed only once its candidates are registered, decided and deployed
 * @param place in the queue of its lane, from 1; null if it does not wait
 * @param attempts starts of its job; more than 1 if it was killed
 * @param base that its job started from: {@code imagenet}, or the digest of tuned tensors
 * @param parent the bundle that has tuned them
 * @param proposed version of the candidate on which the gate decides
 * @param report path of its report; null if there is none (yet)
 */
record TrainingAnswer(
    String training,
    String dataset,
    String model,
    TrainingState state,
    Lane lane,
    Integer place,
    int attempts,
    String because,
    Instant requestedAt,
    Instant startedAt,
    Instant endedAt,
    Digest manifest,
    String base,
    Digest parent,
    List<String> classes,
    Map<Split, Integer> images,
    JobProgress progress,
    Recipe recipe,
    List<CandidateAnswer> candidates,
    Integer proposed,
    DecisionAnswer decision,
    String report,
    Map<String, Double> seconds,
    JobExit exit,
    String cause) {

  record CandidateAnswer(Integer version, @JsonUnwrapped Candidate candidate) {}

  record DecisionAnswer(String outcome, String reason, Comparison comparison) {

    static DecisionAnswer of(Verdict verdict) {
      return new DecisionAnswer(verdict.outcome().code(), verdict.reason(), verdict.comparison());
    }
  }

  /**
   * @param model empty while it has no versions
   */
  static TrainingAnswer of(
      Training training, Optional<Integer> place, boolean finished, Optional<Model> model) {
    Optional<TrainingStarted> started = training.started();
    Optional<JobResult> result = training.result();
    Optional<Version> proposed = result.flatMap(it -> version(model, training, it.best().bundle()));
    TrainingState state = training.ended() && !finished ? TrainingState.RUNNING : training.state();
    Ending.Failed failed =
        training.ending().orElse(null) instanceof Ending.Failed ending ? ending : null;
    return new TrainingAnswer(
        training.id(),
        training.request().dataset(),
        training.request().model(),
        state,
        training.lane(),
        place.orElse(null),
        training.attempts(),
        training.request().because(),
        training.request().at(),
        started.map(TrainingStarted::at).orElse(null),
        training.ending().map(Ending::at).orElse(null),
        started.map(TrainingStarted::manifest).orElse(null),
        started.map(TrainingStarted::base).orElse(null),
        started.map(TrainingStarted::parent).orElse(null),
        started.map(TrainingStarted::classes).orElse(null),
        started.map(TrainingStarted::images).orElse(null),
        training.progress().orElse(null),
        training.request().recipe(),
        result.map(it -> candidates(it, training, model)).orElse(null),
        proposed.map(Version::number).orElse(null),
        proposed.flatMap(Version::verdict).map(DecisionAnswer::of).orElse(null),
        result
            .map(JobResult::report)
            .map(digest -> "/v1/trainings/" + training.id() + "/report")
            .orElse(null),
        result.map(JobResult::seconds).orElse(null),
        failed == null ? null : failed.exit(),
        failed == null ? null : failed.cause());
  }

  private static List<CandidateAnswer> candidates(
      JobResult result, Training training, Optional<Model> model) {
    return result.candidates().stream()
        .map(
            candidate ->
                new CandidateAnswer(
                    version(model, training, candidate.bundle()).map(Version::number).orElse(null),
                    candidate))
        .toList();
  }

  private static Optional<Version> version(
      Optional<Model> model, Training training, Digest bundle) {
    return model.flatMap(it -> it.version(training.id(), bundle));
  }
}
