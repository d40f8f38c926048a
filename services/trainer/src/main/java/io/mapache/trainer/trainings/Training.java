package io.mapache.trainer.trainings;

import io.mapache.contracts.event.TrainingRequested;
import io.mapache.contracts.event.TrainingStarted;
import io.mapache.contracts.training.JobProgress;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.Lane;
import io.mapache.trainer.registry.Graduate;
import java.util.Optional;

/**
 * A training, as far as its events have brought it. The moves are the legal ones; an event that
 * comes too late or twice moves nothing.
 *
 * @param started the first one: a training keeps its snapshot
 * @param attempts starts of its job that were not a trainer's own restart; 1 unless it was killed
 * @param progress the latest
 */
public record Training(
    TrainingRequested request,
    Optional<TrainingStarted> started,
    int attempts,
    Optional<JobProgress> progress,
    Optional<Ending> ending) {

  static Training of(TrainingRequested request) {
    return new Training(request, Optional.empty(), 1, Optional.empty(), Optional.empty());
  }

  public String id() {
    return request.training();
  }

  public Lane lane() {
    return Lane.of(request.recipe());
  }

  public TrainingState state() {
    return ending
        .map(Ending::state)
        .orElse(started.isPresent() ? TrainingState.RUNNING : TrainingState.REQUESTED);
  }

  public boolean ended() {
    return ending.isPresent();
  }

  public Optional<JobResult> result() {
    return ending.flatMap(
        end ->
            end instanceof Ending.Completed completed
                ? Optional.of(completed.result())
                : Optional.empty());
  }

  /** What the registry is to settle, once the training is completed. */
  public Optional<Graduate> graduate() {
    return result()
        .flatMap(
            result ->
                started.map(
                    start ->
                        new Graduate(id(), start.dataset(), start.model(), start.at(), result)));
  }

  Training started(TrainingStarted event) {
    return ended() || started.isPresent()
        ? this
        : new Training(request, Optional.of(event), attempts, progress, ending);
  }

  Training retried(int attempt) {
    return ended() || attempt <= attempts
        ? this
        : new Training(request, started, attempt, progress, ending);
  }

  Training progressed(JobProgress latest) {
    return ended() ? this : new Training(request, started, attempts, Optional.of(latest), ending);
  }

  Training ended(Ending end) {
    return ended() ? this : new Training(request, started, attempts, progress, Optional.of(end));
  }
}
