package io.mapache.trainer.datasets;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the trigger has to know about a dataset's trainings so far.
 *
 * @param active a training that waits or runs
 * @param last id of the latest training of all, whatever became of it
 * @param lastEnd when it ended
 * @param known images in the snapshot of the latest training that had one
 * @param classes labels in that snapshot
 */
public record TrainingHistory(
    Optional<String> active,
    Optional<String> last,
    Optional<Instant> lastEnd,
    OptionalInt known,
    List<String> classes) {

  public static final TrainingHistory NONE =
      new TrainingHistory(
          Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), List.of());
}
