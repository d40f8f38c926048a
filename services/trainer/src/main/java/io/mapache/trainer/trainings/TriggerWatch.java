package io.mapache.trainer.trainings;

import io.mapache.contracts.event.TrainingRequested;
import io.mapache.contracts.training.Lane;
import io.mapache.contracts.training.Recipe;
import io.mapache.trainer.datasets.Dataset;
import io.mapache.trainer.datasets.DatasetView;
import io.mapache.trainer.datasets.NextTraining;
import io.mapache.trainer.datasets.Trigger;
import io.mapache.trainer.registry.Model;
import io.mapache.trainer.registry.ModelLog;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * Requests the trainings that are due. Looked at every moment or so, never by a Kafka handler.
 *
 * <p>Where a champion serves, a new head on its base is enough and takes seconds, until the dataset
 * has grown by a quarter since its last training in the full lane. Either waits for a pause in the
 * stream of labels.
 */
public final class TriggerWatch {

  /** From how many times the images of the last full training on the next one is full. */
  private static final double GROWN = 1.25;

  /** A new head takes seconds, so it need not wait as long after the training before it. */
  private static final long FAST_COOLDOWN_S = 5;

  private final DatasetView datasets;
  private final TrainingLog trainings;
  private final ModelLog models;
  private final Requests requests;
  private final Lull lull;
  private final Clock clock;

  public TriggerWatch(
      DatasetView datasets,
      TrainingLog trainings,
      ModelLog models,
      Requests requests,
      TriggerPacing pacing,
      Clock clock) {
    this.datasets = datasets;
    this.trainings = trainings;
    this.models = models;
    this.requests = requests;
    this.lull = new Lull(pacing);
    this.clock = clock;
  }

  public NextTraining next(Dataset dataset) {
    Dataset paced = lane(dataset) == Lane.FAST ? paced(dataset) : dataset;
    Instant now = clock.instant();
    NextTraining next = Trigger.next(paced, trainings.history(dataset.name()), now);
    if (next instanceof NextTraining.Due) {
      return lull.awaited(dataset.name(), dataset.tally(), now)
          .<NextTraining>map(NextTraining.Later::new)
          .orElse(next);
    }
    lull.forget(dataset.name());
    return next;
  }

  private Lane lane(Dataset dataset) {
    OptionalInt known = trainings.knownToFull(dataset.name());
    boolean champion = models.find(dataset.model()).flatMap(Model::champion).isPresent();
    return champion && known.isPresent() && dataset.tally().images() < GROWN * known.getAsInt()
        ? Lane.FAST
        : Lane.FULL;
  }

  private static Dataset paced(Dataset dataset) {
    return new Dataset(
        dataset.name(),
        dataset.definition().with(dataset.definition().trigger().cooledWithin(FAST_COOLDOWN_S)),
        dataset.tally());
  }

  public void look() throws InterruptedException {
    for (Dataset dataset : datasets.all()) {
      if (next(dataset) instanceof NextTraining.Due due) {
        Recipe recipe = lane(dataset) == Lane.FAST ? Recipe.DEFAULT.frozenOnly() : Recipe.DEFAULT;
        requests.askOnce(
            new TrainingRequested(
                due.training(),
                dataset.name(),
                dataset.model(),
                recipe,
                null,
                due.sentence(),
                clock.instant()));
        lull.forget(dataset.name());
      }
    }
  }
}
